/** One word of a text as it is looked up, and where it stands, in UTF-16 units. */
export type Word = { readonly term: string; readonly start: number; readonly end: number };

/** Longer words are cut: nobody types them, and an index of them would only take room. */
const MAX_WORD_LENGTH = 48;

/** Letters and digits of any script; inside, a point between digits and an apostrophe between letters. */
const WORD =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:(?<=\p{N})[.,](?=\p{N})|(?<=[\p{L}\p{M}])['’](?=\p{L}))[\p{L}\p{N}\p{M}]+)*/gu;

/** Scripts that write without spaces are looked up by pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};
const isAscii = /^[\x20-\x7e]*$/;

/** The form in which texts are compared: compatible forms, accents and case mean the same. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđłþı]/g, (letter) => SPECIAL[letter]!)
    .normalize('NFC')
    .toLowerCase();
}

/** The words of a text in their order, at most `limit`. */
export function wordsOf(text: string, limit = Infinity): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    if (words.length >= limit) break;
    const raw = match[0];
    const start = match.index;
    if (UNSPACED.test(raw)) pairsOf(raw, start, words);
    else {
      const term = fold(raw).replace(/['’]/g, '').slice(0, MAX_WORD_LENGTH);
      words.push({ term, start, end: start + raw.length });
    }
  }
  return words.length > limit ? words.slice(0, limit) : words;
}

function pairsOf(raw: string, start: number, into: Word[]): void {
  const characters = [...raw.slice(0, 200)];
  let at = start;
  if (characters.length === 1) into.push({ term: fold(raw), start, end: start + raw.length });
  for (let index = 0; index + 1 < characters.length; index += 1) {
    const pair = characters[index]! + characters[index + 1]!;
    into.push({ term: fold(pair), start: at, end: at + pair.length });
    at += characters[index]!.length;
  }
}

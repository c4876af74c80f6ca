import { fold } from './words.ts';

type Language = {
  /** Words that join others and say nothing of a product. */
  readonly joining: readonly string[];
  /** Endings beside the plural `s` that stand for one another. */
  readonly endings: readonly (readonly [string, string])[];
};

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: {
    joining: 'a an and at by for from in of on or the to with without'.split(' '),
    endings: [
      ['ves', 'f'],
      ['ves', 'fe'],
      ['men', 'man'],
      ['children', 'child'],
      ['feet', 'foot'],
    ],
  },
  pt: {
    joining: 'a o as os um uma de do da dos das e em no na para por com sem ao'.split(' '),
    endings: [
      ['oes', 'ao'],
      ['aes', 'ao'],
      ['ais', 'al'],
      ['eis', 'el'],
      ['ois', 'ol'],
      ['ns', 'm'],
      ['res', 'r'],
      ['zes', 'z'],
    ],
  },
  es: {
    joining: 'el la los las un una de del y en para por con sin al'.split(' '),
    endings: [
      ['ces', 'z'],
      ['es', ''],
      ['iones', 'ion'],
    ],
  },
  fr: {
    joining: 'le la les un une de du des et en pour par avec sans au aux'.split(' '),
    endings: [
      ['aux', 'al'],
      ['eaux', 'eau'],
      ['eux', 'eu'],
    ],
  },
  de: {
    joining: 'der die das den dem ein eine einen und in im am an auf aus fur mit ohne von zu zum zur'.split(' '),
    endings: [
      ['en', ''],
      ['en', 'e'],
      ['er', ''],
      ['e', ''],
      ['n', ''],
    ],
  },
  it: {
    joining: 'il lo la i gli le un una di del della dei e in per con senza da al'.split(' '),
    endings: [
      ['i', 'o'],
      ['i', 'e'],
      ['e', 'a'],
      ['hi', 'o'],
    ],
  },
  nl: {
    joining: 'de het een en in op van voor met zonder te'.split(' '),
    endings: [
      ['en', ''],
      ['en', 'e'],
      ['eren', ''],
    ],
  },
};

const SHORTEST_BASE = 2;

const languagesOf = (language: string | undefined): readonly Language[] => {
  const known = LANGUAGES[language?.slice(0, 2).toLowerCase() ?? ''];
  return known === undefined ? Object.values(LANGUAGES) : [known];
};

/** Whether a word only joins others: of an unknown language, if it does in any. */
export const isJoining = (word: string, language: string | undefined): boolean =>
  languagesOf(language).some(({ joining }) => joining.includes(word));

/** Other forms of a word, singular for plural and plural for singular; some of them are no words. */
export function formsOf(word: string, language: string | undefined): string[] {
  const folded = fold(word);
  const forms = new Set<string>();
  for (const { endings } of languagesOf(language))
    for (const [plural, singular] of endings) {
      for (const [ending, other] of [
        [plural, singular],
        [singular, plural],
      ] as const)
        if (folded.endsWith(ending) && folded.length - ending.length >= SHORTEST_BASE)
          forms.add(folded.slice(0, folded.length - ending.length) + other);
    }
  forms.delete(folded);
  return [...forms];
}

/**
 * Cuts the ending of a plural. It is light on purpose: it must give the same for a word of any language in documents and in
 * queries, so that it never has to know which language a seller wrote in.
 */
export function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /\d/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:sses|xes|ches|shes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

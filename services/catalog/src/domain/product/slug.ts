const MAX_WORDS_LENGTH = 60;
const SUFFIX_HEX_DIGITS = 12;

/**
 * A readable address: the words of the title and a short suffix taken from the id, so that a thousand products of one
 * name need no search for a free one. A title without Latin letters leaves the suffix alone to tell them apart.
 */
export function slugOf(title: string, productId: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_WORDS_LENGTH)
    .replace(/^-+|-+$/g, '');
  const suffix = BigInt(`0x${productId.replaceAll('-', '').slice(-SUFFIX_HEX_DIGITS)}`).toString(36);
  return `${words === '' ? 'product' : words}-${suffix}`;
}

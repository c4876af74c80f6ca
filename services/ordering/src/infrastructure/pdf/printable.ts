/**
 * The fonts every PDF reader has know the Latin alphabet of Windows-1252 only. What they lack is printed as a question
 * mark, since it would come out as other letters otherwise.
 */
export const printable = (text: string): string =>
  text.replace(/[^\n\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu, '?');

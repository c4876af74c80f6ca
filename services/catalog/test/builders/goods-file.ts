/** A file of goods: a header and lines, each cell quoted where it must be. */
export const aFile = (header: string[], ...lines: (string | number)[][]): Buffer =>
  Buffer.from([header, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n'));

const quoted = (cell: string | number): string =>
  /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);

/** Lines of so many products with one variant each. */
export const manyGoods = (count: number, prefix = 'bulk'): Buffer =>
  aFile(
    ['handle', 'title', 'sku', 'price'],
    ...Array.from({ length: count }, (_, index) => [
      `${prefix}-${index}`,
      `Thing ${index}`,
      `${prefix}-${index}`,
      `${index + 1}.50`,
    ]),
  );

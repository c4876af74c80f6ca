import type { ProductStatus } from '../product/product.ts';

/** The code of a line that cannot be read, or that does not fit the lines before it. */
export const ROW_INVALID = 'catalog.row_invalid';

/** One line of goods: a variant, with what it says of its product. What is null was left empty and stays as it is. */
export type ImportRow = {
  readonly line: number;
  /** Lines of one product have the same. */
  readonly handle: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly status: ProductStatus | null;
  readonly category: string | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly options: readonly (readonly [name: string, value: string])[];
  readonly sku: string;
  readonly priceMinor: bigint;
  readonly shippingMinor: bigint | null;
  readonly weightGrams: number | null;
};

/** Why a line was not taken: one entry for each fault. */
export type Refusal = {
  readonly line: number;
  /** The column to blame. */
  readonly field: string;
  readonly rule: string;
  readonly code: string;
  readonly message: string;
};

/** A line as it was read: a row, or what is wrong with it. */
export type ReadLine = { readonly row: ImportRow } | { readonly faults: readonly Refusal[] };

/** The lines of one product, in the order of the file; a line without a handle stands alone and is at fault. */
export type LineGroup = { readonly handle: string; readonly lines: readonly ReadLine[] };

import type { Product } from '../../domain/product/product.ts';
import type { LineGroup } from '../../domain/transfer/import-row.ts';

/** Files of goods, as sellers keep them in spreadsheets. */
export interface ProductFiles {
  /**
   * Looks whether a file can be read at all, and counts its lines of goods.
   * @throws ImportUnreadable, ImportTooManyRows
   */
  count(file: Uint8Array): Promise<number>;
  /** The lines of a file by product, the same at each reading. Amounts are in the currency given. */
  read(file: Uint8Array, currency: string): Promise<readonly LineGroup[]>;
  /** The header line of a file to be written. */
  header(): string;
  /** The lines of one product. */
  lines(product: Product, categorySlug: string | null): string;
}

import type { Product } from '../../domain/product/product.ts';
import type { Refusal } from '../../domain/transfer/import-row.ts';
import type { ProductImport } from '../../domain/transfer/product-import.ts';
import type { Page, Position } from './catalog-reader.ts';

/** Imports, bound to a transaction. */
export interface ImportRepository {
  insert(job: ProductImport): Promise<void>;
  /** How many imports of the store have not ended; no other can be added until the end of the transaction. */
  countUnfinished(storeId: string): Promise<number>;
  /** Locks one, so that it is carried on or cancelled by one at a time. */
  lock(importId: string): Promise<ProductImport | null>;
  save(job: ProductImport): Promise<void>;
  refuse(importId: string, refusals: readonly Refusal[]): Promise<void>;
}

export interface ImportReader {
  find(storeId: string, importId: string): Promise<ProductImport | null>;
  list(query: { storeId: string; limit: number; after: Position | null }): Promise<Page<ProductImport>>;
  /** By line; several faults of one line stand together. */
  refusals(query: { importId: string; limit: number; after: Position | null }): Promise<Page<Refusal>>;
  /** The one that has waited longest of those that have not ended. */
  oldestUnfinished(): Promise<ProductImport | null>;
}

/** Many products of one store at once, in a fixed number of statements. */
export interface ProductBatch {
  /** Locks what the handles name, deleted products too, and says whose the SKUs are. */
  lock(
    storeId: string,
    wanted: { handles: readonly string[]; skus: readonly string[] },
  ): Promise<{ products: readonly Product[]; ownerOf: ReadonlyMap<string, string> }>;
  /** Writes new and changed products and publishes `productChanged` for each. */
  save(products: readonly Product[]): Promise<void>;
}

export interface ProductPages {
  /** Products of a store by id, deleted ones left out. */
  ofStore(storeId: string, after: string | null, limit: number): Promise<readonly Product[]>;
}

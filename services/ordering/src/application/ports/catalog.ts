import type { Variants } from '../../domain/index.ts';

/** What the catalogue sells now. */
export interface Catalog {
  /** Unknown variants are left out. */
  describeVariants(variantIds: readonly string[]): Promise<Variants>;
}

import { IMPORT_LIMITS } from '../../domain/transfer/product-import.ts';
import { ExportTooLarge } from '../../domain/transfer/transfer.errors.ts';
import type { CategoryRepository } from '../ports/categories.ts';
import type { ProductPages } from '../ports/imports.ts';
import type { ProductFiles } from '../ports/product-files.ts';

const PAGE_SIZE = 500;

type Deps = {
  readonly productPages: ProductPages;
  readonly productFiles: ProductFiles;
  readonly categories: Pick<CategoryRepository, 'all'>;
};

/** Writes all products of a store as a file that can be imported again, page by page, so that others have their turn. */
export function createExportProducts({ productPages, productFiles, categories }: Deps) {
  return async (storeId: string): Promise<string> => {
    const slugOf = new Map((await categories.all()).map(({ categoryId, slug }) => [categoryId, slug]));
    const parts = [productFiles.header()];
    let rows = 0;
    let after: string | null = null;
    for (;;) {
      const page = await productPages.ofStore(storeId, after, PAGE_SIZE);
      for (const product of page) {
        rows += product.variants.length;
        if (rows > IMPORT_LIMITS.exportedRows) throw new ExportTooLarge(IMPORT_LIMITS.exportedRows);
        const category = product.categoryId === null ? null : (slugOf.get(product.categoryId) ?? null);
        parts.push(productFiles.lines(product, category));
      }
      if (page.length < PAGE_SIZE) return parts.join('');
      after = page.at(-1)!.productId;
    }
  };
}

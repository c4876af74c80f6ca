import type { ProductImport } from '../../domain/transfer/product-import.ts';
import { ImportNotFound } from '../../domain/transfer/transfer.errors.ts';
import type { Position } from '../ports/catalog-reader.ts';
import type { ImportReader } from '../ports/imports.ts';

type Ref = { readonly storeId: string; readonly importId: string };

/** Shows how far an import of a store has come. */
export function createGetImport({ imports }: { imports: ImportReader }) {
  return async ({ storeId, importId }: Ref): Promise<ProductImport> => {
    const found = await imports.find(storeId, importId);
    if (found === null) throw new ImportNotFound(importId);
    return found;
  };
}

/** Lists what an import of a store has refused. */
export function createListImportRefusals({ imports }: { imports: ImportReader }) {
  const getImport = createGetImport({ imports });
  return async ({ storeId, importId, ...page }: Ref & { limit: number; after: Position | null }) => {
    await getImport({ storeId, importId });
    return imports.refusals({ importId, ...page });
  };
}

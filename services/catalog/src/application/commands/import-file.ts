import type { FileGroup } from '../ports/files.ts';

const NAME = 'products.csv';

/** Where the file of an import lies until the import ends. */
export const importFile = (importId: string): FileGroup & { readonly name: string } => ({
  folder: `imports/${importId}`,
  names: [NAME],
  name: NAME,
});

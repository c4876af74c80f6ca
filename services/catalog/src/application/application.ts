import type { Clock, Ids } from '@haat/domain';
import { createAddMedia, type MediaDeps } from './commands/add-media.ts';
import { createAddToWishlist } from './commands/add-to-wishlist.ts';
import { createAddVariant } from './commands/add-variant.ts';
import { createArchiveProduct } from './commands/archive-product.ts';
import { createDescribeMedia, createOrderMedia, createRemoveMedia } from './commands/change-media.ts';
import { createCancelImport } from './commands/cancel-import.ts';
import { createCreateCategory } from './commands/create-category.ts';
import { createCreateProduct } from './commands/create-product.ts';
import { createDeleteProduct } from './commands/delete-product.ts';
import { createImportProducts } from './commands/import-products.ts';
import { createPublishProduct } from './commands/publish-product.ts';
import { createRemoveFromWishlist } from './commands/remove-from-wishlist.ts';
import { createRestoreProduct } from './commands/restore-product.ts';
import type { StoreDeps } from './commands/store-of.ts';
import { createSetSynonyms } from './commands/set-synonyms.ts';
import { createSetVariantPrices } from './commands/set-variant-prices.ts';
import { createUpdateProduct } from './commands/update-product.ts';
import { createUpdateVariant } from './commands/update-variant.ts';
import { createWriteReview } from './commands/write-review.ts';
import { createCarryImportsOn } from './housekeeping/carry-imports-on.ts';
import { createPurgeDeletedProducts } from './housekeeping/purge-deleted-products.ts';
import { createRemoveDueFiles } from './housekeeping/remove-files-that-are-due.ts';
import type { CatalogReader } from './ports/catalog-reader.ts';
import type { CategoryRepository } from './ports/categories.ts';
import type { ProductCards } from './ports/product-cards.ts';
import type { BoughtTogether } from './ports/sales.ts';
import type { SearchIndex } from './ports/search-index.ts';
import type { SynonymStore } from './ports/synonyms.ts';
import type { DeletedProducts } from './ports/deleted-products.ts';
import type { DueFileRemovals, FileRemovals } from './ports/files.ts';
import type { ImportReader, ProductPages } from './ports/imports.ts';
import type { ProductFiles } from './ports/product-files.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { WishlistReader } from './ports/wishlists.ts';
import { createExportProducts } from './queries/export-products.ts';
import { createGetImport, createListImportRefusals } from './queries/get-import.ts';
import { createGetMedia } from './queries/get-media.ts';
import { createGetProduct, createGetProducts } from './queries/get-product.ts';
import { createBoughtTogether, createRelatedProducts } from './queries/related-products.ts';
import { createSearchProducts } from './queries/search-products.ts';
import { createSuggest } from './queries/suggest.ts';
import * as reactions from './reactions/keep-copies-when-others-change.ts';
import * as salesReactions from './reactions/keep-sales-when-orders-change.ts';

export type ApplicationDeps = StoreDeps &
  MediaDeps & {
    readonly unitOfWork: UnitOfWork;
    readonly reader: CatalogReader;
    readonly categories: Pick<CategoryRepository, 'all'>;
    readonly fileRemovals: FileRemovals & DueFileRemovals;
    readonly deletedProducts: DeletedProducts;
    readonly wishlists: WishlistReader;
    readonly imports: ImportReader;
    readonly productFiles: ProductFiles;
    readonly productPages: ProductPages;
    readonly index: SearchIndex;
    readonly cards: ProductCards;
    readonly boughtTogether: BoughtTogether;
    readonly synonyms: Pick<SynonymStore, 'all'>;
    readonly clock: Clock;
    readonly ids: Ids;
  };

export type Application = ReturnType<typeof createApplication>;

/** The use cases of catalog. Lists have no rules of their own: they are the reader's answers. */
export function createApplication(deps: ApplicationDeps) {
  return {
    createProduct: createCreateProduct(deps),
    updateProduct: createUpdateProduct(deps),
    addVariant: createAddVariant(deps),
    updateVariant: createUpdateVariant(deps),
    setVariantPrices: createSetVariantPrices(deps),
    publishProduct: createPublishProduct(deps),
    archiveProduct: createArchiveProduct(deps),
    deleteProduct: createDeleteProduct(deps),
    restoreProduct: createRestoreProduct(deps),
    addMedia: createAddMedia(deps),
    describeMedia: createDescribeMedia(deps),
    orderMedia: createOrderMedia(deps),
    removeMedia: createRemoveMedia(deps),
    getMedia: createGetMedia(deps),
    importProducts: createImportProducts(deps),
    getImport: createGetImport(deps),
    listImports: deps.imports.list,
    listImportRefusals: createListImportRefusals(deps),
    cancelImport: createCancelImport(deps),
    exportProducts: createExportProducts(deps),
    addToWishlist: createAddToWishlist(deps),
    removeFromWishlist: createRemoveFromWishlist(deps),
    listWishlist: deps.wishlists.list,
    createCategory: createCreateCategory(deps),
    writeReview: createWriteReview(deps),
    getProduct: createGetProduct(deps),
    productsByIds: createGetProducts(deps),
    listProducts: deps.reader.onMarket,
    listStoreProducts: deps.reader.ofStore,
    listReviews: deps.reader.reviews,
    listCategories: () => deps.categories.all(),
    describeVariants: deps.reader.variants,
    searchProducts: createSearchProducts(deps),
    suggest: createSuggest(deps),
    relatedProducts: createRelatedProducts(deps),
    boughtTogether: createBoughtTogether(deps),
    setSynonyms: createSetSynonyms(deps),
    listSynonyms: () => deps.synonyms.all(),
    removeDueFiles: createRemoveDueFiles({ ...deps, dueFileRemovals: deps.fileRemovals }),
    nextFileRemovalAt: deps.fileRemovals.nextDueAt,
    purge: createPurgeDeletedProducts(deps),
    carryImportsOn: createCarryImportsOn(deps),
    ...reactions,
    ...salesReactions,
  };
}

import type { Clock, Ids } from '@haat/domain';
import { createAddVariant } from './commands/add-variant.ts';
import { createArchiveProduct } from './commands/archive-product.ts';
import { createCreateCategory } from './commands/create-category.ts';
import { createCreateProduct } from './commands/create-product.ts';
import { createPublishProduct } from './commands/publish-product.ts';
import type { StoreDeps } from './commands/store-of.ts';
import { createUpdateProduct } from './commands/update-product.ts';
import { createUpdateVariant } from './commands/update-variant.ts';
import { createWriteReview } from './commands/write-review.ts';
import type { CatalogReader } from './ports/catalog-reader.ts';
import type { CategoryRepository } from './ports/categories.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import { createGetProduct, createGetProducts } from './queries/get-product.ts';
import * as reactions from './reactions/keep-copies-when-others-change.ts';

export type ApplicationDeps = StoreDeps & {
  readonly unitOfWork: UnitOfWork;
  readonly reader: CatalogReader;
  readonly categories: Pick<CategoryRepository, 'all'>;
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
    publishProduct: createPublishProduct(deps),
    archiveProduct: createArchiveProduct(deps),
    createCategory: createCreateCategory(deps),
    writeReview: createWriteReview(deps),
    getProduct: createGetProduct(deps),
    productsByIds: createGetProducts(deps),
    listProducts: deps.reader.onMarket,
    listStoreProducts: deps.reader.ofStore,
    listReviews: deps.reader.reviews,
    listCategories: () => deps.categories.all(),
    describeVariants: deps.reader.variants,
    ...reactions,
  };
}

import { CategoryNotFound, SlugTaken } from '../../domain/category/category.ts';
import { OptionMismatch, ProductNotFound, SkuTaken } from '../../domain/product/product.errors.ts';
import { AlreadyReviewed } from '../../domain/review/review.ts';

type Violation = { readonly constraint?: string; readonly detail?: string };

/** Rules that only the database can hold against concurrent writers, and the error each one stands for. */
const RULES: Readonly<Record<string, (violation: Violation) => Error>> = {
  variant_sku_unique_in_store: ({ detail = '' }) =>
    new SkuTaken(/, ([^,()]*)\) already exists/.exec(detail)?.[1] ?? ''),
  variant_options_unique_in_product: () => new OptionMismatch('unique_in_product'),
  product_category_exists: () => new CategoryNotFound(),
  category_slug_unique: () => new SlugTaken(),
  review_product_id_fkey: () => new ProductNotFound(''),
  review_one_an_order_line: () => new AlreadyReviewed(),
};

/** Waits for statements and turns a broken constraint into the rule it holds. */
export async function heldByDatabase<T>(statements: Promise<T>): Promise<T> {
  try {
    return await statements;
  } catch (error) {
    const violation = error as Violation;
    const rule = violation.constraint === undefined ? undefined : RULES[violation.constraint];
    throw rule === undefined ? error : rule(violation);
  }
}

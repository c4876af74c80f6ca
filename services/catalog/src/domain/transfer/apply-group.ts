import { type Currency, DomainError, money } from '@haat/domain';
import { CategoryNotFound } from '../category/category.ts';
import {
  addVariant,
  archiveProduct,
  changeVariant,
  describeProduct,
  publishProduct,
} from '../product/change-product.ts';
import { createProduct, type NewVariant } from '../product/create-product.ts';
import { OptionMismatch, SkuTaken, WrongStatus } from '../product/product.errors.ts';
import type { Product } from '../product/product.ts';
import { StoreNotSelling } from '../store/selling-store.ts';
import { type ImportRow, type LineGroup, type Refusal, ROW_INVALID } from './import-row.ts';
import { mergeProductFields, type ProductFields } from './merge-product-fields.ts';

/** What has to be known to take the lines of one product in. */
export type Scene = {
  readonly storeId: string;
  readonly currency: Currency;
  readonly maySell: boolean;
  /** The product that the handle names, if there is one. */
  readonly product: Product | null;
  /** Whose a SKU of the store is. */
  readonly ownerOf: ReadonlyMap<string, string>;
  readonly categoryOf: ReadonlyMap<string, string>;
  readonly nextId: () => string;
  readonly now: Date;
};

export type Applied = {
  readonly after: Product | null;
  readonly created: number;
  readonly updated: number;
  /** How many lines were refused, and why: a line may have several faults. */
  readonly refused: number;
  readonly refusals: readonly Refusal[];
};

/**
 * Takes the lines of one product in, by the same verbs as a seller's own changes. Each line stands for itself; what is
 * wrong with the product as a whole refuses all its lines.
 */
export function applyGroup(group: LineGroup, scene: Scene): Applied {
  const refusals: Refusal[] = group.lines.flatMap((line) => ('faults' in line ? line.faults : []));
  const { rows, fields, disagreeing } = mergeProductFields(group);
  refusals.push(...disagreeing);
  let product = scene.product;
  let [created, updated] = [0, 0];
  try {
    if (product !== null && product.deletedAt !== null) throw new ProductIsDeleted();
    if (product !== null) product = withFields(product, fields, scene);
    else checkNewProduct(fields, scene);
    for (const row of rows) {
      try {
        const isKnown = product?.variants.some(({ sku }) => sku === row.sku) === true;
        product = product === null ? newProduct(group.handle, { fields, row }, scene) : withRow(product, row, scene);
        if (isKnown) updated += 1;
        else created += 1;
      } catch (error) {
        refusals.push(toRefusal(row.line, error));
      }
    }
  } catch (error) {
    product = scene.product;
    refusals.push(...rows.map((row) => toRefusal(row.line, error)));
  }
  const refused = group.lines.length - created - updated;
  return { after: product, created, updated, refused, refusals: refusals.toSorted((a, b) => a.line - b.line) };
}

function checkNewProduct({ title, category, status }: ProductFields, scene: Scene): void {
  if (title === null) throw new ColumnNeeded('title');
  categoryIdOf(category, scene);
  if (status === 'archived') throw new WrongStatus('draft', 'archived');
  if (status === 'active' && !scene.maySell) throw new StoreNotSelling(scene.storeId);
}

class ProductIsDeleted extends DomainError {
  constructor() {
    super(ROW_INVALID, 'rule_broken', 'The product is deleted; restore it first.', {
      field: 'handle',
      rule: 'not_deleted',
    });
  }
}

class ColumnNeeded extends DomainError {
  constructor(field: string) {
    super(ROW_INVALID, 'invalid', 'A new product needs this.', { field, rule: 'required' });
  }
}

function newProduct(handle: string, { fields, row }: { fields: ProductFields; row: ImportRow }, scene: Scene): Product {
  const facts = {
    productId: scene.nextId(),
    storeId: scene.storeId,
    handle,
    title: fields.title!,
    description: fields.description ?? '',
    status: fields.status === 'active' ? ('active' as const) : ('draft' as const),
    categoryId: categoryIdOf(fields.category, scene),
    attributes: fields.attributes ?? {},
    options: row.options.map(([name]) => name),
    currency: scene.currency,
    variants: [newVariant(row, null, scene)],
  };
  return createProduct(facts, scene.now);
}

function withFields(product: Product, fields: ProductFields, scene: Scene): Product {
  const { title, description, attributes, category, status } = fields;
  const categoryId = category === null ? product.categoryId : categoryIdOf(category, scene);
  const next = {
    title: title ?? product.title,
    description: description ?? product.description,
    attributes: attributes ?? product.attributes,
    categoryId,
  };
  const described = isSame(next, product) ? product : describeProduct(product, next, scene.now);
  if (status === null || status === product.status) return described;
  if (status === 'draft') throw new WrongStatus(product.status, 'draft');
  if (status === 'archived') return archiveProduct(described, scene.now);
  if (!scene.maySell) throw new StoreNotSelling(scene.storeId);
  return publishProduct(described, scene.now);
}

function isSame(next: Pick<Product, 'title' | 'description' | 'attributes' | 'categoryId'>, product: Product): boolean {
  const sorted = (record: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(record).toSorted());
  return (
    next.title === product.title &&
    next.description === product.description &&
    next.categoryId === product.categoryId &&
    sorted(next.attributes) === sorted(product.attributes)
  );
}

function withRow(product: Product, row: ImportRow, scene: Scene): Product {
  const known = product.variants.find(({ sku }) => sku === row.sku);
  if (known === undefined) return addVariant(product, newVariant(row, product, scene), scene.now);
  const isSameChoice =
    row.options.length === 0 ||
    (row.options.length === product.options.length &&
      row.options.every(([name, value]) => known.options[name] === value));
  if (!isSameChoice) throw new OptionMismatch('unchangeable');
  const price = money(row.priceMinor, product.currency);
  const shipping = row.shippingMinor === null ? known.shipping : money(row.shippingMinor, product.currency);
  const weightGrams = row.weightGrams ?? known.weightGrams;
  const isUnchanged =
    price.amountMinor === known.price.amountMinor &&
    shipping?.amountMinor === known.shipping?.amountMinor &&
    weightGrams === known.weightGrams;
  return isUnchanged ? product : changeVariant(product, known.variantId, { price, shipping, weightGrams }, scene.now);
}

function newVariant(row: ImportRow, product: Product | null, scene: Scene): NewVariant {
  const owner = scene.ownerOf.get(row.sku);
  if (owner !== undefined && owner !== product?.productId) throw new SkuTaken(row.sku);
  return {
    variantId: scene.nextId(),
    sku: row.sku,
    options: Object.fromEntries(row.options),
    price: money(row.priceMinor, scene.currency),
    shipping: row.shippingMinor === null ? null : money(row.shippingMinor, scene.currency),
    weightGrams: row.weightGrams ?? 0,
  };
}

function categoryIdOf(slug: string | null, { categoryOf }: Scene): string | null {
  if (slug === null) return null;
  const found = categoryOf.get(slug);
  if (found === undefined) throw new CategoryNotFound();
  return found;
}

/** Errors of the domain name fields of the contract; a seller knows columns. */
const COLUMNS: Readonly<Record<string, string>> = {
  options: 'option1_value',
  categoryId: 'category',
  storeId: 'status',
};

function toRefusal(line: number, error: unknown): Refusal {
  if (!(error instanceof DomainError)) throw error;
  const { field = '', rule = '' } = error.details;
  const last = field.split('.').at(-1)!;
  return { line, field: COLUMNS[last] ?? last, rule, code: error.code, message: error.message };
}

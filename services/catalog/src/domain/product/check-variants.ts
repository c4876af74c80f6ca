import { OptionMismatch, SkuTaken, TooManyAttributes, TooManyVariants } from './product.errors.ts';
import { MAX_ATTRIBUTES, MAX_VARIANTS, type Product, type Variant } from './product.ts';

type Shape = Pick<Product, 'options' | 'variants'>;

/** A product's options have different names; each variant chooses one value of each, and no two choose alike. */
export function checkVariants({ options, variants }: Shape): void {
  if (new Set(options).size !== options.length) throw new OptionMismatch('names_differ');
  if (variants.length > MAX_VARIANTS) throw new TooManyVariants();
  const skus = new Set<string>();
  const choices = new Set<string>();
  variants.forEach((variant, index) => {
    const field = `variants.${index}`;
    if (!choosesEach(variant, options)) throw new OptionMismatch('one_value_each', `${field}.options`);
    const choice = JSON.stringify(options.map((name) => variant.options[name]));
    if (choices.has(choice)) throw new OptionMismatch('unique_in_product', `${field}.options`);
    if (skus.has(variant.sku)) throw new SkuTaken(variant.sku, `${field}.sku`);
    choices.add(choice);
    skus.add(variant.sku);
  });
}

export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  if (Object.keys(attributes).length > MAX_ATTRIBUTES) throw new TooManyAttributes();
}

function choosesEach(variant: Variant, options: readonly string[]): boolean {
  const chosen = Object.keys(variant.options);
  return chosen.length === options.length && options.every((name) => Object.hasOwn(variant.options, name));
}

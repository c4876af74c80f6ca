import { DomainError } from '@haat/domain';
import { MAX_ATTRIBUTES, MAX_VARIANTS, type ProductStatus } from './product.ts';

export class ProductNotFound extends DomainError {
  constructor(productId: string) {
    super('catalog.product_not_found', 'not_found', 'There is no such product.', {
      field: 'productId',
      rule: 'exists',
      productId,
    });
  }
}

export class VariantNotFound extends DomainError {
  constructor(variantId: string) {
    super('catalog.variant_not_found', 'not_found', 'The product has no such variant.', {
      field: 'variantId',
      rule: 'exists',
      variantId,
    });
  }
}

export class SkuTaken extends DomainError {
  constructor(sku: string, field = 'sku') {
    super('catalog.sku_taken', 'conflict', `The store already has a variant with the SKU ${sku}.`, {
      field,
      rule: 'unique_in_store',
      sku,
    });
  }
}

export class OptionMismatch extends DomainError {
  constructor(rule: 'names_differ' | 'one_value_each' | 'unique_in_product' | 'unchangeable', field = 'options') {
    const messages = {
      names_differ: 'The options of a product need different names.',
      one_value_each: 'A variant needs exactly one value for each option of its product.',
      unique_in_product: 'Another variant of the product has the same options.',
      unchangeable: 'The options of a variant never change.',
    };
    super('catalog.option_mismatch', 'rule_broken', messages[rule], { field, rule });
  }
}

export class TooManyVariants extends DomainError {
  constructor() {
    super('catalog.too_many_variants', 'rule_broken', `A product has at most ${MAX_VARIANTS} variants.`, {
      rule: 'at_most',
      maximum: MAX_VARIANTS,
    });
  }
}

export class TooManyAttributes extends DomainError {
  constructor() {
    super('catalog.too_many_attributes', 'invalid', `A product has at most ${MAX_ATTRIBUTES} attributes.`, {
      field: 'attributes',
      rule: 'at_most',
      maximum: MAX_ATTRIBUTES,
    });
  }
}

export class WrongStatus extends DomainError {
  constructor(from: ProductStatus, to: ProductStatus) {
    super('catalog.wrong_status', 'rule_broken', `A product that is ${from} cannot become ${to}.`, {
      field: 'status',
      rule: 'transition',
      from,
      to,
    });
  }
}

/** One currency has one price: the product's own stands already. */
export class CurrencyRepeated extends DomainError {
  constructor(index: number, currency: string) {
    super('catalog.currency_repeated', 'invalid', `There is a price in ${currency} already.`, {
      field: `prices.${index}.currency`,
      rule: 'one_price_each',
      currency,
    });
  }
}

import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import fc from 'fast-check';
import { addVariant, archiveProduct, changeVariant, describeProduct, publishProduct } from './change-product.ts';
import { createProduct, type NewProduct, type NewVariant } from './create-product.ts';
import { MAX_ATTRIBUTES, MAX_VARIANTS, priceFromMinor } from './product.ts';
import { slugOf } from './slug.ts';

const NOW = new Date(0);
const ID = '01900000-0000-7000-8000-0000000000ff';

const aVariant = (sku: string, options: Record<string, string> = {}, amount = 500n): NewVariant => ({
  variantId: sku,
  sku,
  options,
  price: money(amount, 'BRL'),
  shipping: null,
  weightGrams: 0,
});

const make = (facts: Partial<NewProduct> = {}) =>
  createProduct(
    {
      productId: ID,
      storeId: 'store',
      title: 'Shirt',
      description: '',
      status: 'draft',
      categoryId: null,
      attributes: {},
      options: [],
      currency: 'BRL',
      variants: [aVariant('a')],
      ...facts,
    },
    NOW,
  );

const code = (expected: string, details: object = {}) =>
  expect.objectContaining({ code: expected, details: expect.objectContaining(details) });

describe('a product', () => {
  it('shows its lowest price', () => {
    const options = ['Size'];
    const variants = [aVariant('a', { Size: 'S' }, 300n), aVariant('b', { Size: 'M' }, 200n)];
    expect(priceFromMinor(make({ options, variants }))).toBe(200n);
  });

  it('has variants that choose one value of each option, no two alike', () => {
    const options = ['Size', 'Colour'];
    const red = { Size: 'M', Colour: 'red' };
    for (const wrong of [{}, { Size: 'M' }, { ...red, Fit: 'slim' }, { Size: 'M', Color: 'red' }]) {
      const variants = [aVariant('a', wrong as Record<string, string>)];
      expect(() => make({ options, variants })).toThrow(code('catalog.option_mismatch', { rule: 'one_value_each' }));
    }
    const twins = [aVariant('a', red), aVariant('b', { Colour: 'red', Size: 'M' })];
    expect(() => make({ options, variants: twins })).toThrow(
      code('catalog.option_mismatch', { rule: 'unique_in_product', field: 'variants.1.options' }),
    );
    expect(() => make({ options: ['Size', 'Size'] })).toThrow(
      code('catalog.option_mismatch', { rule: 'names_differ' }),
    );
    expect(() => make({ options: ['toString'], variants: [aVariant('a')] })).toThrow(code('catalog.option_mismatch'));
  });

  it('has different SKUs', () => {
    const variants = [aVariant('a', { Size: 'S' }), aVariant('a', { Size: 'M' })];
    expect(() => make({ options: ['Size'], variants })).toThrow(code('catalog.sku_taken', { field: 'variants.1.sku' }));
  });

  it('has at most so many variants and attributes', () => {
    const some = (count: number) => Array.from({ length: count }, (_, n) => aVariant(`v${n}`, { N: `${n}` }));
    const full = make({ options: ['N'], variants: some(MAX_VARIANTS) });
    expect(() => addVariant(full, aVariant('one-more', { N: 'x' }), NOW)).toThrow(code('catalog.too_many_variants'));
    const attributes = (count: number) => Object.fromEntries(some(count).map(({ sku }) => [sku, 'x']));
    expect(Object.keys(make({ attributes: attributes(MAX_ATTRIBUTES) }).attributes)).toHaveLength(MAX_ATTRIBUTES);
    expect(() => make({ attributes: attributes(MAX_ATTRIBUTES + 1) })).toThrow(code('catalog.too_many_attributes'));
  });

  it('goes draft, active, archived, active, and no other way', () => {
    const draft = make();
    expect(() => archiveProduct(draft, NOW)).toThrow(code('catalog.wrong_status', { from: 'draft', to: 'archived' }));
    const active = publishProduct(draft, NOW);
    expect(() => publishProduct(active, NOW)).toThrow(code('catalog.wrong_status'));
    const archived = archiveProduct(active, NOW);
    expect(() => archiveProduct(archived, NOW)).toThrow(code('catalog.wrong_status'));
    expect(publishProduct(archived, NOW).status).toBe('active');
  });

  it('changes only what is asked for', () => {
    const product = make({ attributes: { Fabric: 'linen' } });
    const later = new Date(1);
    expect(describeProduct(product, { title: 'Coat' }, later)).toEqual({ ...product, title: 'Coat', updatedAt: later });
    const cheaper = changeVariant(product, 'a', { price: money(1n, 'BRL') }, later);
    expect(cheaper.variants[0]).toEqual({ ...product.variants[0], price: money(1n, 'BRL') });
    expect(() => changeVariant(product, 'b', {}, later)).toThrow(code('catalog.variant_not_found'));
  });
});

describe('a slug', () => {
  it('reads like the title', () => {
    expect(slugOf('  Crème Brûlée — 2 Portions! ', ID)).toBe('creme-brulee-2-portions-73');
    expect(slugOf('日本語', ID)).toBe('product-73');
  });

  it('is an address whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        expect(slugOf(title, ID)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slugOf(title, ID).length).toBeLessThanOrEqual(72);
      }),
    );
  });
});

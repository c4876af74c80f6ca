import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, aProduct, APPLICANT, created, OTHER_STORE, STORE, uuid, type World } from '../builders/catalog.ts';

let world: World;
beforeAll(async () => {
  world = await aCatalog();
});
afterAll(() => world.close());
afterEach(() => expect(world.defects.splice(0)).toEqual([]));

const create = (
  more: object = {},
  { store = STORE, as = 'manager', key }: { store?: string; as?: string; key?: string } = {},
) =>
  world.request('POST', `/v1/stores/${store}/products`, {
    as,
    body: aProduct(more),
    ...(key === undefined ? {} : { key }),
  });
const at = (product: { productId: string }, path = '') => `/v1/stores/${STORE}/products/${product.productId}${path}`;
const send = (method: 'POST' | 'PATCH' | 'PUT', url: string, body: object = {}, as = 'manager') =>
  world.request(method, url, { as, body });

describe('creating a product', () => {
  it('answers with the whole of it, in the currency of the store, and tells the others', async () => {
    const variants = [
      { sku: 'WHOLE-S', options: { Size: 'S' }, priceMinor: '12990', shippingMinor: '500', weightGrams: 200 },
      { sku: 'WHOLE-M', options: { Size: 'M' }, priceMinor: '13990' },
    ];
    const { status, body } = await create({
      title: ' Linen  Shirt ',
      options: ['Size'],
      attributes: { Fabric: 'linen' },
      variants,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      storeId: STORE,
      title: 'Linen  Shirt',
      status: 'active',
      currency: 'BRL',
      rating: { average: null, count: 0 },
      attributes: { Fabric: 'linen' },
      variants: [
        {
          sku: 'WHOLE-S',
          price: { amountMinor: '12990', currency: 'BRL' },
          shipping: { amountMinor: '500' },
          inStock: false,
        },
        { sku: 'WHOLE-M', shipping: null, weightGrams: 0 },
      ],
    });
    expect(body.slug).toMatch(/^linen-shirt-[a-z0-9]+$/);
    expect((await world.request('GET', `/v1/products/${body.productId}`)).body).toEqual(body);
    const told = (await world.published('catalog.product-changed.v1')).map(({ data }) => data);
    expect(told).toContainEqual(expect.objectContaining({ productId: body.productId, status: 'active' }));
  });

  it('takes options as long as they may be, in any script', async () => {
    // Letters that do not repeat, so that nothing can be compressed into fitting.
    const letters = (length: number, from: number) =>
      Array.from({ length }, (_, n) => String.fromCodePoint(0x20000 + (((from + n) * 7919) % 40_000))).join('');
    const options = [0, 1, 2, 3, 4].map((n) => letters(40, n * 1000));
    const chosen = Object.fromEntries(options.map((name, n) => [name, letters(60, 9000 + n * 1000)]));
    const answer = await create({ options, variants: [{ sku: 'LONG', options: chosen, priceMinor: '1' }] });
    expect(answer).toMatchObject({ status: 201, body: { options, variants: [{ options: chosen }] } });
  });

  it('takes each SKU once a store, also when two come together', async () => {
    const variants = [{ sku: 'TWIN', priceMinor: '1' }];
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ variants })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({ code: 'catalog.sku_taken', details: { sku: 'TWIN' } });
    const other = await create({ variants }, { store: OTHER_STORE, as: 'stranger' });
    expect(other).toMatchObject({ status: 201, body: { currency: 'JPY' } });
  });

  it('answers a repeated key with the first answer, and another body under it with an error', async () => {
    const body = aProduct();
    const again = () => world.request('POST', `/v1/stores/${STORE}/products`, { as: 'manager', key: 'once', body });
    const first = await again();
    expect((await again()).body).toEqual(first.body);
    expect(await create({}, { key: 'once' })).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
  });

  it('lets a store prepare drafts before it may sell, and list in the moment it may', async () => {
    const applicant = { store: APPLICANT };
    expect(await create({}, applicant)).toMatchObject({ status: 422, body: { code: 'catalog.store_not_selling' } });
    const draft = (await create({ status: 'draft' }, applicant)).body;
    const publish = () => send('POST', `/v1/stores/${APPLICANT}/products/${draft.productId}/publish`);
    expect(await publish()).toMatchObject({ status: 422, body: { code: 'catalog.store_not_selling' } });
    world.setStore(APPLICANT, 'approved');
    expect((await publish()).status).toBe(200);
    // The news of the application comes late and must not undo what was asked for.
    await world.tell('storeChanged', { storeId: APPLICANT, status: 'applied', currency: 'BRL' });
    const listed = await world.request('GET', `/v1/products?storeId=${APPLICANT}`);
    expect(listed.body.items).toHaveLength(1);
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ title: 'a\u0000b' }, 'title'],
    [{ variants: [] }, 'variants'],
    [{ variants: [{ sku: 'ok', priceMinor: '0' }] }, 'variants.0.priceMinor'],
    [{ variants: [{ sku: 'ok', priceMinor: '-5' }] }, 'variants.0.priceMinor'],
    [{ variants: [{ sku: 'ok', priceMinor: '1.5' }] }, 'variants.0.priceMinor'],
    [{ variants: [{ sku: 'ok', priceMinor: 5 }] }, 'variants.0.priceMinor'],
    [{ variants: [{ sku: 'ok', priceMinor: '1000000000001' }] }, 'variants.0.priceMinor'],
    [{ variants: [{ sku: 'no spaces', priceMinor: '1' }] }, 'variants.0.sku'],
    [{ variants: [{ sku: 'ok', priceMinor: '1', weightGrams: 0.5 }] }, 'variants.0.weightGrams'],
    [{ categoryId: 'shirts' }, 'categoryId'],
    [{ options: ['Size'] }, 'variants.0.options'],
    [{ attributes: { 'a\u0000': 'x' } }, 'attributes.a\u0000'],
    [{ options: ['\ud800'], variants: [{ sku: 'ok', priceMinor: '1', options: { '\ud800': 'x' } }] }, 'options.0'],
  ])('refuses %j and names the field', async (fault, field) => {
    const { status, body } = await create(fault);
    expect({ status: status === 422 ? 400 : status, field: body.field }).toEqual({ status: 400, field });
  });

  it('refuses a category that is not there', async () => {
    expect(await create({ categoryId: uuid(404) })).toMatchObject({ body: { code: 'catalog.category_not_found' } });
  });

  it.each([
    [undefined, 401],
    ['buyer', 404],
    ['stranger', 404],
    ['staff', 403],
    ['admin', 201],
  ])('is for managers of the store: %s gets %d', async (as, status) => {
    const answer = await world.request('POST', `/v1/stores/${STORE}/products`, {
      ...(as === undefined ? {} : { as }),
      body: aProduct(),
    });
    expect(answer.status).toBe(status);
  });
});

describe('changing a product', () => {
  it('changes only what is sent', async () => {
    const product = await created(world, { attributes: { Fabric: 'linen' }, description: 'Old' });
    const { body } = await send('PATCH', at(product), { description: 'New' });
    expect(body).toEqual({ ...product, description: 'New', updatedAt: body.updatedAt });
  });

  it('adds variants one after the other, however many come together', async () => {
    const size = (value: number) => ({
      sku: `MANY-${value}`,
      options: { Size: `${value}` },
      priceMinor: `${100 + value}`,
    });
    const product = await created(world, { options: ['Size'], variants: [size(0)] });
    await Promise.all(Array.from({ length: 8 }, (_, n) => send('POST', at(product, '/variants'), size(n + 1))));
    const { body } = await world.request('GET', `/v1/products/${product.productId}`);
    expect(body.variants).toHaveLength(9);
    const twin = { ...size(1), sku: 'MANY-TWIN' };
    expect((await send('POST', at(product, '/variants'), twin)).body.code).toBe('catalog.option_mismatch');
  });

  it('has at most a hundred variants', async () => {
    const variants = Array.from({ length: 100 }, (_, n) => ({
      sku: `H-${n}`,
      options: { N: `${n}` },
      priceMinor: '1',
    }));
    const product = await created(world, { options: ['N'], variants });
    expect(product.variants.map((variant: { sku: string }) => variant.sku)).toEqual(variants.map(({ sku }) => sku));
    const more = { sku: 'H-100', options: { N: '100' }, priceMinor: '1' };
    expect((await send('POST', at(product, '/variants'), more)).body.code).toBe('catalog.too_many_variants');
    const tooMany = await create({ options: ['N'], variants: [...variants, more] });
    expect(tooMany).toMatchObject({ status: 400, body: { field: 'variants' } });
  });

  it('changes a price in the listing too, and gives shipping back to the policy', async () => {
    const product = await created(world, { variants: [{ sku: 'PRICED', priceMinor: '500', shippingMinor: '90' }] });
    const url = at(product, `/variants/${product.variants[0].variantId}`);
    expect((await send('PATCH', url, { priceMinor: '400' })).body.variants[0]).toMatchObject({
      price: { amountMinor: '400' },
      shipping: { amountMinor: '90' },
    });
    expect((await send('PATCH', url, { shippingMinor: null })).body.variants[0].shipping).toBeNull();
    const { body } = await world.request('GET', '/v1/products?priceFromMinor=400&priceToMinor=400');
    expect(body.items.map((card: { productId: string }) => card.productId)).toEqual([product.productId]);
    expect((await send('PATCH', at(product, `/variants/${uuid(404)}`), { priceMinor: '1' })).body.code).toBe(
      'catalog.variant_not_found',
    );
  });

  it('puts it into a category and takes it out again', async () => {
    const body = { slug: 'coats', name: 'Coats' };
    const { categoryId } = (await world.request('POST', '/v1/categories', { as: 'admin', body })).body;
    const product = await created(world);
    expect((await send('PATCH', at(product), { categoryId })).body.categoryId).toBe(categoryId);
    expect((await send('PATCH', at(product), { categoryId: uuid(404) })).body.code).toBe('catalog.category_not_found');
    expect((await send('PATCH', at(product), { categoryId: null })).body.categoryId).toBeNull();
  });

  it('knows no product of another store', async () => {
    const foreign = await created(world, {}, { store: OTHER_STORE, as: 'stranger' });
    const [variant] = foreign.variants;
    for (const answer of [
      await send('PATCH', at(foreign), { title: 'Mine' }),
      await send('POST', at(foreign, '/archive')),
      await send('POST', at(foreign, '/publish')),
      await send('POST', at(foreign, '/variants'), { sku: 'X', priceMinor: '1' }),
      await send('PATCH', at(foreign, `/variants/${variant.variantId}`), { priceMinor: '1' }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'catalog.product_not_found' } });
    }
  });
});

describe('who sees a product', () => {
  const seenBy = async (product: { productId: string }, as?: string) =>
    (await world.request('GET', `/v1/products/${product.productId}`, as === undefined ? {} : { as })).status;

  it('that is a draft: its store and admins', async () => {
    const draft = await created(world, { status: 'draft' });
    expect([await seenBy(draft), await seenBy(draft, 'buyer'), await seenBy(draft, 'stranger')]).toEqual([
      404, 404, 404,
    ]);
    expect([await seenBy(draft, 'staff'), await seenBy(draft, 'manager'), await seenBy(draft, 'admin')]).toEqual([
      200, 200, 200,
    ]);
  });

  it('goes on and off the market', async () => {
    const draft = await created(world, { status: 'draft' });
    expect((await send('POST', at(draft, '/archive'))).body.code).toBe('catalog.wrong_status');
    expect((await send('POST', at(draft, '/publish'))).body.status).toBe('active');
    expect(await seenBy(draft)).toBe(200);
    expect((await send('POST', at(draft, '/publish'))).body.code).toBe('catalog.wrong_status');
    expect((await send('POST', at(draft, '/archive'))).body.status).toBe('archived');
    expect(await seenBy(draft)).toBe(404);
  });

  it('of a suspended store: nobody outside, at once, until it is reinstated', async () => {
    const product = await created(world, {}, { store: OTHER_STORE, as: 'stranger' });
    const variantIds = [product.variants[0].variantId, uuid(404)];
    const sellable = async () =>
      (await world.internal.describeVariants.query({ variantIds })).variants.map((v) => v.sellable);
    const listed = async () =>
      (await world.request('GET', `/v1/products?storeId=${OTHER_STORE}`)).body.items.length > 0;
    expect([await seenBy(product), await sellable(), await listed()]).toEqual([200, [true], true]);
    await world.tell('storeChanged', { storeId: OTHER_STORE, status: 'suspended', currency: 'JPY' });
    expect([await seenBy(product), await sellable(), await listed()]).toEqual([404, [false], false]);
    const news = (['suspended', 'approved'] as const).map((status) => ({
      storeId: OTHER_STORE,
      status,
      currency: 'JPY',
    }));
    await world.tell('storeChanged', ...news);
    expect([await seenBy(product), await sellable(), await listed()]).toEqual([200, [true], true]);
  });

  it('has prices in other currencies, which others are told with the categories above it', async () => {
    const product = await created(world);
    const [variant] = product.variants;
    const to = at(product, `/variants/${variant.variantId}/prices`);
    const prices = [
      { amountMinor: '250', currency: 'USD' },
      { amountMinor: '300', currency: 'JPY' },
    ];
    const answer = await send('PUT', to, { prices });
    expect(answer.body.variants[0]).toMatchObject({ price: variant.price, prices });
    await send('PATCH', at(product, `/variants/${variant.variantId}`), { priceMinor: '1100' });
    const { variants } = await world.internal.describeVariants.query({ variantIds: [variant.variantId] });
    expect(variants[0]).toMatchObject({ price: { amountMinor: '1100' }, prices });
    for (const [index, repeated] of [
      [{ amountMinor: '1', currency: 'BRL' }],
      [prices[0], { amountMinor: '1', currency: 'USD' }],
    ].entries()) {
      const { body } = await send('PUT', to, { prices: repeated });
      expect(body).toMatchObject({ code: 'catalog.currency_repeated', field: `prices.${index}.currency` });
    }
    expect((await send('PUT', to, { prices: [] })).body.variants[0].prices).toEqual([]);
    const many = Array.from({ length: 21 }, (_, n) => ({
      amountMinor: '1',
      currency: `A${String.fromCharCode(65 + n)}A`,
    }));
    expect((await send('PUT', to, { prices: many.slice(1) })).status).toBe(200);
    expect((await send('PUT', to, { prices: many })).body.code).toBe('request.invalid');
  });

  it('describes variants to other contexts only', async () => {
    const product = await created(world, { title: 'Described' });
    const [variant] = product.variants;
    const answer = await world.internal.describeVariants.query({ variantIds: [variant.variantId] });
    expect(answer.variants).toEqual([
      {
        variantId: variant.variantId,
        productId: product.productId,
        storeId: STORE,
        sku: variant.sku,
        title: 'Described',
        options: {},
        price: { amountMinor: '1000', currency: 'BRL' },
        prices: [],
        categoryIds: [],
        shipping: null,
        weightGrams: 0,
        sellable: true,
      },
    ]);
    expect((await world.request('GET', '/trpc/describeVariants?input={"variantIds":[]}', { as: 'admin' })).status).toBe(
      403,
    );
  });
});

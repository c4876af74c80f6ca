import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, created, OTHER_STORE, STORE, type World } from '../builders/catalog.ts';
import { until } from '../builders/until.ts';
import { aFile, manyGoods } from '../builders/goods-file.ts';

type Job = {
  importId: string;
  status: string;
  total: number;
  processed: number;
  created: number;
  updated: number;
  refused: number;
};
type Refusal = { line: number; field: string; rule: string; code: string };

describe('files of goods', () => {
  let world: World;
  beforeAll(async () => {
    world = await aCatalog();
    const body = { slug: 'clothes', name: 'Clothes' };
    await world.request('POST', '/v1/categories', { as: 'admin', body });
    world.workers.forEach((worker) => worker.start());
  });
  afterAll(async () => {
    await Promise.all(world.workers.map((worker) => worker.stop()));
    expect(world.defects).toEqual([]);
    await world.close();
  });

  const base = (store = STORE) => `/v1/stores/${store}/products`;

  const send = async (file: Buffer, { store = STORE, as = 'manager', type = 'text/csv', key = '' } = {}) => {
    const answer = await world.server.inject({
      method: 'POST',
      url: `${base(store)}/imports?fileName=goods.csv`,
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': type,
        ...(key === '' ? {} : { 'idempotency-key': key }),
      },
      payload: file,
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  const ended = async (importId: string, { store = STORE, as = 'manager' } = {}): Promise<Job> => {
    for (const deadline = Date.now() + 25_000; Date.now() < deadline;) {
      const { body } = await world.request('GET', `${base(store)}/imports/${importId}`, { as });
      if (!['waiting', 'running'].includes(body.status)) return body;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('gave up waiting for an import');
  };

  const imported = async (file: Buffer, options = {}): Promise<Job> => {
    const { status, body } = await send(file, options);
    if (status !== 202) throw new Error(JSON.stringify(body));
    return ended(body.importId, options);
  };

  const refusalsOf = async (importId: string, query = ''): Promise<Refusal[]> =>
    (await world.request('GET', `${base()}/imports/${importId}/refusals?limit=100${query}`, { as: 'staff' })).body
      .items;

  const exported = async (store = STORE, as = 'manager') =>
    (
      await world.server.inject({
        method: 'GET',
        url: `${base(store)}/export`,
        headers: { authorization: `Bearer ${as}` },
      })
    ).body;

  const bySku = async (sku: string) => {
    const [row] = await world.database.query<{ product_id: string }>(
      'SELECT product_id FROM variant WHERE store_id = $1 AND sku = $2',
      [STORE, sku],
    );
    return row === undefined
      ? null
      : (await world.request('GET', `/v1/products/${row.product_id}`, { as: 'admin' })).body;
  };

  it('makes products with variants, options, attributes and a category of their lines', async () => {
    const header = ['handle', 'title', 'category', 'status', 'attributes', 'option1_name', 'option1_value'];
    const file = aFile(
      [...header, 'sku', 'price', 'shipping', 'weight_grams'],
      ['shirt', 'Shirt, "white"', 'clothes', 'active', '{"Make":"Sand"}', 'Size', 'S', 'SH-S', '12.5', '', 200],
      ['shirt', '', '', '', '', 'Size', 'M', 'SH-M', '13', '0', ''],
    );
    const job = await imported(Buffer.concat([Buffer.from('\uFEFF'), file]));
    expect(job).toMatchObject({ status: 'finished', total: 2, processed: 2, created: 2, updated: 0, refused: 0 });
    expect(await bySku('SH-S')).toMatchObject({
      title: 'Shirt, "white"',
      status: 'active',
      attributes: { Make: 'Sand' },
      options: ['Size'],
      categoryId: expect.any(String),
      variants: [
        { sku: 'SH-S', options: { Size: 'S' }, price: { amountMinor: '1250', currency: 'BRL' }, shipping: null },
        { sku: 'SH-M', options: { Size: 'M' }, price: { amountMinor: '1300' }, shipping: { amountMinor: '0' } },
      ],
    });
    await until(async () => !(await world.blobs.exists(`imports/${job.importId}/products.csv`)));
  });

  it('updates what it finds by handle and SKU, and leaves alone what a file does not say', async () => {
    const first = aFile(['handle', 'title', 'description', 'sku', 'price'], ['mug', 'Mug', 'Blue', 'MUG', '5']);
    await imported(first);
    const again = await imported(first);
    expect(again).toMatchObject({ created: 0, updated: 1, refused: 0 });
    const before = (await world.published('catalog.product-changed.v1')).length;
    await imported(first);
    expect((await world.published('catalog.product-changed.v1')).length).toBe(before);
    await imported(
      aFile(['sku', 'handle', 'price', 'title'], ['MUG', 'mug', '6.25', 'Cup'], ['MUG-2', 'mug-2', '1', 'Other']),
    );
    expect(await bySku('MUG')).toMatchObject({
      title: 'Cup',
      description: 'Blue',
      variants: [{ price: { amountMinor: '625' } }],
    });
  });

  it('takes the good lines and reports each bad one with line, column and rule', async () => {
    await imported(aFile(['handle', 'title', 'sku', 'price'], ['taken', 'Taken', 'TAKEN', '1']));
    const header = [
      'handle',
      'title',
      'category',
      'status',
      'option1_name',
      'option1_value',
      'sku',
      'price',
      'currency',
    ];
    const job = await imported(
      aFile(
        header,
        ['good', 'Good', '', '', '', '', 'G-1', '1', 'BRL'],
        ['p1', 'Title', '', '', '', '', 'P-1', '1.005', ''],
        ['p2', 'Title\nof two lines', '', '', '', '', 'P 2', '1,50', 'EUR'],
        ['', 'No handle', '', '', '', '', 'P-3', '1', ''],
        ['p4', '', '', '', '', '', 'P-4', '1', ''],
        ['p5', 'Title', 'nowhere', '', '', '', 'P-5', '1', ''],
        ['p6', 'Title', '', 'gone', '', '', 'P-6', '0', ''],
        ['p7', 'Title', '', '', 'Size', '', 'P-7', '1', ''],
        ['p8', 'Title', '', '', '', '', 'TAKEN', '1', ''],
        ['p9', 'Title', '', '', '', '', 'G-1', '1', ''],
        ['p10', 'Title', '', '', 'Size', 'S', 'P-10', '1', ''],
        ['p10', 'Other title', '', '', 'Size', 'M', 'P-11', '1', ''],
        ['p10', '', '', '', 'Colour', 'M', 'P-12', '1', ''],
        ['p10', '', '', '', 'Size', 'L', 'P-13', '1', ''],
        ['p14', 'short'],
      ),
    );
    expect(job).toMatchObject({ status: 'finished', total: 15, processed: 15, created: 3, refused: 12 });
    const found = (await refusalsOf(job.importId)).map(({ line, field, rule }) => `${line} ${field} ${rule}`);
    expect(found).toEqual([
      '3 price decimal',
      '4 currency store_currency',
      '4 sku invalid_format',
      '4 price decimal',
      '6 handle required',
      '7 title required',
      '8 category exists',
      '9 status invalid_value',
      '9 price positive',
      '10 option1_value required',
      '11 sku unique_in_store',
      '12 sku unique_in_file',
      '14 title same_in_product',
      '15 option1_value one_value_each',
      '17  column_count',
      '17 price required',
      '17 sku required',
    ]);
    const pages = await world.request('GET', `${base()}/imports/${job.importId}/refusals?limit=4`, { as: 'manager' });
    expect(pages.body.items.map(({ line }: Refusal) => line)).toEqual([3, 4, 4, 4]);
    expect((await refusalsOf(job.importId, `&cursor=${pages.body.nextCursor}`))[0]).toMatchObject({ line: 6 });
  });

  const UNREADABLE: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), 'header'],
    ['blanks', Buffer.from('\n \n'), 'header'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 'utf8'],
    ['Latin-1', Buffer.from('handle,sku,price\nça,a,1', 'latin1'), 'utf8'],
    ['an unknown column', aFile(['handle', 'sku', 'price', 'colour']), 'known_columns'],
    ['semicolons', Buffer.from('handle;sku;price'), 'known_columns'],
    ['a missing column', aFile(['handle', 'sku']), 'needed_columns'],
    ['a column twice', aFile(['handle', 'sku', 'price', 'SKU']), 'columns_once'],
    ['an open quote', Buffer.from('handle,sku,price\na,"b,1\nc,d,2'), 'quotes'],
    ['a quote in the middle', Buffer.from('handle,sku,price\na,b"c,1'), 'quotes'],
    ['one endless cell', Buffer.from(`handle,sku,price\na,${'x'.repeat(200_000)},1`), 'quotes'],
  ];
  it.each(UNREADABLE)('refuses %s as a whole', async (_name, file, rule) => {
    const { status, body } = await send(file);
    expect([status, body.code, body.field, body.rule]).toEqual([400, 'catalog.import_unreadable', 'file', rule]);
  });

  it('takes 20,000 lines and not one more, and 10 MB', async () => {
    const { status, body } = await send(manyGoods(20_001, 'over'));
    expect([status, body.code, body.field]).toEqual([400, 'catalog.import_too_many_rows', 'file']);
    const limit = await send(manyGoods(20_000, 'limit'), { as: 'stranger', store: OTHER_STORE });
    expect([limit.status, limit.body.total]).toEqual([202, 20_000]);
    const cancelled = await world.request('POST', `${base(OTHER_STORE)}/imports/${limit.body.importId}/cancel`, {
      as: 'stranger',
    });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', finishedAt: expect.any(String) });
    const { processed } = cancelled.body;
    expect(processed).toBeLessThan(20_000);
    const again = await world.request('POST', `${base(OTHER_STORE)}/imports/${limit.body.importId}/cancel`, {
      as: 'stranger',
    });
    expect([again.status, again.body.code]).toEqual([422, 'catalog.import_ended']);
    const [made] = await world.database.query<{ count: bigint }>(
      'SELECT count(*) AS count FROM product WHERE store_id = $1',
      [OTHER_STORE],
    );
    expect(Number(made!.count)).toBe(processed);
    const tooLarge = await send(Buffer.alloc(10_485_761, 'a'));
    expect([tooLarge.status, tooLarge.body.field, tooLarge.body.rule]).toEqual([400, 'file', 'at_most']);
  });

  it('exports a file that changes nothing when it comes back', async () => {
    await created(world, {
      title: `'=HYPERLINK("x")`,
      description: '@sum\r\nline, "two"',
      attributes: { '=a': '+1', Straße: '日本' },
      options: ['-Size', 'Farbe'],
      status: 'draft',
      variants: [
        {
          sku: 'EX-1',
          options: { '-Size': '=S', Farbe: 'rot' },
          priceMinor: '5',
          shippingMinor: '100',
          weightGrams: 7,
        },
        { sku: 'EX-2', options: { '-Size': 'M', Farbe: "'-blau" }, priceMinor: '123456' },
      ],
    });
    const before = await exported();
    expect(before).toMatch(/^handle,title,/);
    expect(before.split('\r\n').some((line) => /(^|,)"?[=+\-@]/.test(line))).toBe(false);
    const state = () =>
      world.database.query(
        `SELECT p.title, p.description, p.attributes, p.options, p.status, v.sku, v.options AS chosen, v.price_minor,
           v.shipping_minor, v.weight_grams
         FROM product p JOIN variant v USING (product_id) WHERE p.store_id = $1 ORDER BY v.sku`,
        [STORE],
      );
    const was = await state();
    const told = (await world.published('catalog.product-changed.v1')).length;
    const job = await imported(Buffer.from(before));
    expect(job).toMatchObject({ created: 0, refused: 0, updated: was.length, processed: job.total });
    expect(await state()).toEqual(was);
    expect((await world.published('catalog.product-changed.v1')).length).toBe(told);
    expect(await exported()).toBe(before);
  });

  it('writes amounts with as many decimals as the currency has', async () => {
    await world.database.query('DELETE FROM variant WHERE store_id = $1', [OTHER_STORE]);
    await world.database.query('DELETE FROM product WHERE store_id = $1', [OTHER_STORE]);
    const options = { store: OTHER_STORE, as: 'stranger' };
    const header = ['handle', 'title', 'sku', 'price'];
    const job = await imported(aFile(header, ['yen', 'Yen', 'YEN', '1200'], ['sen', 'Sen', 'SEN', '1.50']), options);
    expect(job).toMatchObject({ created: 1, refused: 1 });
    expect(await exported(OTHER_STORE, 'stranger')).toContain(',YEN,1200,JPY,');
  });

  it('says which products are deleted instead of making them anew', async () => {
    const file = aFile(['handle', 'title', 'sku', 'price'], ['gone', 'Gone', 'GONE', '1']);
    await imported(file);
    const { productId } = await bySku('GONE');
    await world.request('DELETE', `${base()}/${productId}`, { as: 'manager' });
    const job = await imported(file);
    expect(await refusalsOf(job.importId)).toMatchObject([{ line: 2, field: 'handle', rule: 'not_deleted' }]);
    expect(await exported()).not.toContain('GONE');
  });

  it('is answered the same when it is sent again', async () => {
    const file = manyGoods(3, 'twice');
    const first = await send(file, { key: 'once' });
    await ended(first.body.importId);
    expect((await send(file, { key: 'once' })).body).toEqual(first.body);
    const listed = await world.request('GET', `${base()}/imports?limit=1`, { as: 'staff' });
    expect(listed.body.items).toMatchObject([{ importId: first.body.importId, fileName: 'goods.csv' }]);
  });

  it('shows imports to the members of their store only', async () => {
    const { body } = await send(manyGoods(1, 'mine'));
    const others = await world.request('GET', `${base(OTHER_STORE)}/imports/${body.importId}`, { as: 'stranger' });
    expect([others.status, others.body.code]).toEqual([404, 'catalog.import_not_found']);
    expect((await send(manyGoods(1), { as: 'staff' })).status).toBe(403);
    await ended(body.importId);
  });
});

describe('imports that wait', () => {
  it('are at most five of a store', async () => {
    const world = await aCatalog();
    const post = () =>
      world.request('POST', `/v1/stores/${STORE}/products/imports`, {
        as: 'manager',
        body: { file: manyGoods(1).toString('base64') },
      });
    for (let count = 1; count <= 5; count += 1) expect((await post()).status).toBe(202);
    const { status, body } = await post();
    expect([status, body.code]).toEqual([422, 'catalog.too_many_imports']);
    await world.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { aCatalog, created, STORE, type World } from '../builders/catalog.ts';
import { aBomb, aPhotoFromATelephone, aPicture, EMPTY_ZIP } from '../builders/pictures.ts';

const ONE_PIXEL = { width: 1, height: 1, channels: 3, background: '#000' } as const;
const MB_10 = 10_485_760;

describe('pictures of products', () => {
  let world: World;
  beforeAll(async () => void (world = await aCatalog()));
  afterAll(async () => {
    expect(world.defects).toEqual([]);
    await world.close();
  });

  const upload = async (
    productId: string,
    file: Buffer,
    { type = 'image/jpeg', query = '', as = 'manager', key = '' } = {},
  ) => {
    const answer = await world.server.inject({
      method: 'POST',
      url: `/v1/stores/${STORE}/products/${productId}/media${query}`,
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': type,
        ...(key === '' ? {} : { 'idempotency-key': key }),
      },
      payload: file,
    });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };

  const fetched = (url: string, headers = {}) => world.server.inject({ method: 'GET', url, headers });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'takes %s and keeps it in several widths',
    async (format) => {
      const { productId } = await created(world);
      const file = await aPicture({ width: 700, height: 350, format });
      const { status, body } = await upload(productId, file, { type: `image/${format}`, query: '?alt=A%20shirt' });
      expect({ status, media: body.media }).toMatchObject({
        status: 201,
        media: [{ alt: 'A shirt', width: 700, height: 350 }],
      });
      const [{ sources, placeholder }] = body.media;
      expect(sources.map((source: { width: number }) => source.width)).toEqual([160, 320, 640, 700]);
      expect(Buffer.from(placeholder, 'base64').length).toBeGreaterThan(10);
      for (const { width, url } of sources) {
        const answer = await fetched(url);
        const found = await sharp(answer.rawPayload).metadata();
        expect([answer.statusCode, found.format, found.width, found.height]).toEqual([
          200,
          'webp',
          width,
          Math.round(width / 2),
        ]);
      }
    },
  );

  it('serves a picture for ever, and not again to who has it', async () => {
    const { productId } = await created(world);
    const { body } = await upload(productId, await aPicture());
    const { url } = body.media[0].sources[0];
    const first = await fetched(url);
    expect(first.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
    const again = await fetched(url, { 'if-none-match': `"other", W/${String(first.headers.etag)}` });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    expect((await fetched(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    const missing = await fetched(url.replace(/\d+\.webp/, '161.webp'));
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'catalog.media_not_found']);
    expect((await fetched(url.replace(/\d+\.webp/, 'x.webp'))).statusCode).toBe(400);
  });

  it('turns a telephone picture upright and forgets where it was taken', async () => {
    const { productId } = await created(world);
    const { body } = await upload(productId, await aPhotoFromATelephone());
    expect(body.media[0]).toMatchObject({ width: 300, height: 400 });
    const { rawPayload } = await fetched(body.media[0].sources.at(-1).url);
    const found = await sharp(rawPayload).metadata();
    expect([found.width, found.height, found.exif, found.orientation]).toEqual([300, 400, undefined, undefined]);
    expect(rawPayload.includes('Secret Camera')).toBe(false);
  });

  it('never makes a small picture larger', async () => {
    const { productId } = await created(world);
    const { body } = await upload(productId, await aPicture({ width: 20, height: 10 }));
    expect(body.media[0].sources).toEqual([{ width: 20, url: expect.stringMatching(/\/20\.webp$/) }]);
  });

  describe('refuses by content', () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const wrong = 'catalog.media_wrong_type';
    const broken = 'catalog.media_broken';
    const HOSTILE: [string, () => Promise<Buffer> | Buffer, string, string, { type?: string; query?: string }?][] = [
      ['an empty file', () => Buffer.alloc(0), 'catalog.media_empty', 'not_empty'],
      ['words', () => Buffer.from('I am a picture'), wrong, 'known_picture'],
      ['an SVG that says it is one', () => svg, wrong, 'known_picture', { type: 'image/svg+xml' }],
      ['an SVG that says it is a PNG', () => svg, wrong, 'known_picture', { type: 'image/png' }],
      ['a page', () => Buffer.from('<!doctype html><script>1</script>'), wrong, 'known_picture', { type: 'text/html' }],
      ['a program', () => Buffer.from('\x7fELF'.padEnd(200, '\0'), 'latin1'), wrong, 'known_picture'],
      ['a TIFF', () => sharp({ create: ONE_PIXEL }).tiff().toBuffer(), wrong, 'known_picture'],
      [
        'a GIF that is JavaScript',
        () => Buffer.from('GIF89a/*<script>*/=1;'),
        wrong,
        'single_format',
        { type: 'image/gif' },
      ],
      [
        'a JPEG with a page behind it',
        async () => Buffer.concat([await aPicture(), Buffer.from('<html><script>1</script>')]),
        wrong,
        'single_format',
      ],
      [
        'a JPEG that is an archive too',
        async () => Buffer.concat([await aPicture(), EMPTY_ZIP]),
        wrong,
        'single_format',
      ],
      ['a PNG that says it is a JPEG', () => aPicture({ format: 'png' }), wrong, 'type_agrees'],
      ['a JPEG called a PNG', () => aPicture(), wrong, 'extension_agrees', { query: '?fileName=a.png' }],
      ['a JPEG called a page', () => aPicture(), wrong, 'extension_agrees', { query: '?fileName=a.jpg.html' }],
      ['a header and nothing else', () => Buffer.from('\xff\xd8\xff\xe0', 'latin1'), broken, 'decodes'],
      ['half a JPEG', async () => (await aPicture()).subarray(0, 700), broken, 'decodes'],
      [
        'half a PNG',
        async () => (await aPicture({ format: 'png' })).subarray(0, 300),
        broken,
        'decodes',
        { type: 'image/png' },
      ],
      ['a bomb', () => aBomb(16_000, 16_000), 'catalog.media_too_large', 'at_most_pixels', { type: 'image/png' }],
      ['a narrow bomb', () => aBomb(16_001, 10), 'catalog.media_too_large', 'at_most_pixels', { type: 'image/png' }],
      ['a bomb beyond all numbers', () => aBomb(0x7fffffff, 0x7fffffff), broken, 'decodes', { type: 'image/png' }],
      ['a PNG without pixels', () => aBomb(0, 0), broken, 'decodes', { type: 'image/png' }],
    ];

    it.each(HOSTILE)('%s', async (_name, make, code, rule, options = {}) => {
      const { productId } = await created(world);
      const { status, body } = await upload(productId, await make(), options);
      expect({ status, code: body.code, rule: body.rule, field: typeof body.field }).toEqual({
        status: 400,
        code,
        rule,
        field: 'string',
      });
      const [row] = await world.database.query('SELECT media FROM product WHERE product_id = $1', [productId]);
      expect(row).toEqual({ media: [] });
    });

    it('a file of one byte too many, but not one of the largest size', async () => {
      const { productId } = await created(world);
      const picture = await aPicture();
      const ofSize = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
      expect((await upload(productId, ofSize(MB_10))).status).toBe(201);
      const { status, body } = await upload(productId, ofSize(MB_10 + 1));
      expect([status, body.code, body.field, body.rule]).toEqual([400, 'request.invalid', 'file', 'at_most']);
      expect((await upload(productId, ofSize(MB_10 * 1.5))).body.code).toBe('request.too_large');
    });
  });

  it('keeps 12 pictures of a product and no more', async () => {
    const { productId } = await created(world);
    const picture = await aPicture({ width: 8, height: 8 });
    for (let count = 1; count <= 12; count += 1) expect((await upload(productId, picture)).status).toBe(201);
    const { status, body } = await upload(productId, picture);
    expect([status, body.code, body.field]).toEqual([422, 'catalog.media_too_many', 'file']);
  });

  it('is for managers of the store', async () => {
    const { productId } = await created(world);
    const picture = await aPicture({ width: 8, height: 8 });
    expect((await upload(productId, picture, { as: 'staff' })).status).toBe(403);
    expect((await upload(productId, picture, { as: 'stranger' })).body.code).toBe('stores.store_not_found');
    expect((await upload('0190ffff-0000-7000-8000-000000000000', picture)).body.code).toBe('catalog.product_not_found');
  });

  it('orders, describes and removes pictures, and tells others each time', async () => {
    const { productId } = await created(world);
    const picture = await aPicture({ width: 8, height: 8 });
    await upload(productId, picture);
    const { body } = await upload(productId, picture);
    const ids: string[] = body.media.map((one: { mediaId: string }) => one.mediaId);
    const base = `/v1/stores/${STORE}/products/${productId}/media`;
    const as = 'manager';
    const ordered = await world.request('PUT', base, { as, body: { mediaIds: ids.toReversed() } });
    expect(ordered.body.media.map((one: { mediaId: string }) => one.mediaId)).toEqual(ids.toReversed());
    for (const mediaIds of [[], [ids[0]], [ids[0], ids[0]], [...ids, productId], [ids[0], productId]]) {
      const refused = await world.request('PUT', base, { as, body: { mediaIds } });
      expect([refused.status, refused.body.code]).toEqual([422, 'catalog.media_order_mismatch']);
    }
    const described = await world.request('PATCH', `${base}/${ids[1]}`, { as, body: { alt: 'Front' } });
    expect(described.body.media[0].alt).toBe('Front');
    const listed = await world.request('GET', `/v1/products?storeId=${STORE}&limit=100`);
    const card = listed.body.items.find((one: { productId: string }) => one.productId === productId);
    expect(card.image).toEqual(described.body.media[0]);

    const removed = await world.request('DELETE', `${base}/${ids[1]}`, { as });
    expect(removed.body.media.map((one: { mediaId: string }) => one.mediaId)).toEqual([ids[0]]);
    expect((await world.request('DELETE', `${base}/${ids[1]}`, { as })).body.code).toBe('catalog.media_not_found');
    const told = (await world.published('catalog.product-changed.v1')).filter(
      ({ data }) => (data as { productId: string }).productId === productId,
    );
    expect(told).toHaveLength(6);
  });

  it('answers a repeated upload with what it did, and adds nothing', async () => {
    const { productId } = await created(world);
    const picture = await aPicture({ width: 8, height: 8 });
    const first = await upload(productId, picture, { key: 'again' });
    const second = await upload(productId, picture, { key: 'again' });
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    const other = await upload(productId, await aPicture({ width: 9, height: 9 }), { key: 'again' });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency.key_reused']);
  });

  it('takes many at once and prepares a few at a time', async () => {
    const products = await Promise.all(Array.from({ length: 12 }, () => created(world)));
    const picture = await aPicture({ width: 1500, height: 1000 });
    const answers = await Promise.all(products.map(({ productId }) => upload(productId, picture)));
    expect(answers.map(({ status }) => status)).toEqual(products.map(() => 201));
  });
});

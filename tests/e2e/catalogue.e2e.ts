import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRestClient, type RestClient } from '@haat/client';
import sharp from 'sharp';
import { createMortalMarketplace, type MortalMarketplace } from './support/mortal-marketplace.ts';
import { as, tokenOf } from './support/people.ts';
import { listThing, openStore } from './support/shop.ts';
import { openTables } from './support/tables.ts';
import { until } from './support/until.ts';

const ROWS = 10_000;
const SELLER = 'seller';

describe('a catalogue that is filled from files', () => {
  let marketplace: MortalMarketplace;
  let api: RestClient;
  let storeId: string;

  beforeAll(async () => {
    marketplace = await createMortalMarketplace();
    await marketplace.start();
    api = createRestClient({ baseUrl: marketplace.url });
    storeId = await openStore(api, SELLER);
  });

  afterAll(() => marketplace.end());

  const upload = (path: string, type: string, body: Buffer) =>
    fetch(`${marketplace.url}/v1/stores/${storeId}/products/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(SELLER)}`, 'content-type': type },
      body: new Uint8Array(body),
    });

  it('shows a picture at the gateway as soon as it is there, also after a kill', async () => {
    const { productId } = await listThing(api, { storeId, seller: SELLER, onHand: 1 });
    const file = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
      .png()
      .toBuffer();
    const answer = await upload(`${productId}/media?alt=Green`, 'image/png', file);
    expect(answer.status).toBe(201);
    const { media } = await api.catalog.getProduct({ productId });
    expect(media).toMatchObject([{ alt: 'Green', width: 900, height: 600 }]);
    const { items } = await api.catalog.listProducts({ storeId });
    expect(items[0]!.image).toEqual(media[0]);
    await marketplace.kill();
    await marketplace.start();
    for (const { url, width } of media[0]!.sources) {
      const picture = await fetch(`${marketplace.url}${url}`);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect((await sharp(bytes).metadata()).width).toBe(width);
      const again = await fetch(`${marketplace.url}${url}`, {
        headers: { 'if-none-match': picture.headers.get('etag')! },
      });
      expect(again.status).toBe(304);
    }
  });

  it('refuses at the gateway what is too large for a picture', async () => {
    const { productId } = await listThing(api, { storeId, seller: SELLER, onHand: 1 });
    const answer = await upload(`${productId}/media`, 'image/png', Buffer.alloc(15 * 1_048_576));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'gateway.body_too_large']);
  });

  it(`imports ${ROWS} lines though it is killed again and again, and each of them once`, async () => {
    // Every hundredth line is bad: its price has too many decimals.
    const lines = Array.from({ length: ROWS }, (_, index) =>
      index % 100 === 99
        ? `p-${index},Thing ${index},SKU-${index},1.999`
        : `p-${index},Thing ${index},SKU-${index},${index + 1}.25`,
    );
    const file = Buffer.from(['handle,title,sku,price', ...lines].join('\n'));
    const answer = await upload('imports?fileName=goods.csv', 'text/csv', file);
    expect(answer.status).toBe(202);
    const { importId } = (await answer.json()) as { importId: string };
    const look = () => api.catalog.getImport({ storeId, importId }, as(SELLER));
    let killedAt = 0;
    for (let kill = 1; kill <= 3; kill += 1) {
      const passed = await until('the import to get on', async () => {
        const { processed } = await look();
        return processed >= kill * 2000 && processed;
      });
      await marketplace.kill({ onlyLauncher: kill === 2 });
      await marketplace.start();
      const { processed } = await look();
      expect(processed).toBeGreaterThanOrEqual(Math.max(passed, killedAt));
      killedAt = processed;
    }
    const job = await until('the import to end', async () => {
      const now = await look();
      return now.status === 'finished' && now;
    });
    expect(job).toMatchObject({ total: ROWS, processed: ROWS, created: 9_900, updated: 0, refused: 100 });
    expect(marketplace.defects).toEqual([]);

    const { items } = await api.catalog.listImportRefusals({ storeId, importId, limit: 100 }, as(SELLER));
    expect(items).toHaveLength(100);
    expect(items[0]).toMatchObject({ line: 101, field: 'price', rule: 'decimal' });
    const tables = openTables(marketplace.superuserUrl());
    const [found] = await tables.rows(
      'catalog',
      `SELECT count(*)::int AS variants, count(DISTINCT v.product_id)::int AS products, sum(v.price_minor)::text AS total
       FROM variant v JOIN product p USING (product_id) WHERE p.handle LIKE 'p-%'`,
    );
    await tables.close();
    const expected = Array.from({ length: ROWS }, (_, index) => index).filter((index) => index % 100 !== 99);
    const total = expected.reduce((sum, index) => sum + BigInt(index + 1) * 100n + 25n, 0n);
    expect(found).toEqual({ variants: 9_900, products: 9_900, total: total.toString() });
  });

  it('exports them all, and takes them back without a change', async () => {
    const { base64 } = await api.catalog.exportProducts({ storeId }, as(SELLER));
    const { importId } = (await (await upload('imports', 'text/csv', Buffer.from(base64, 'base64'))).json()) as {
      importId: string;
    };
    const job = await until('the import to end', async () => {
      const now = await api.catalog.getImport({ storeId, importId }, as(SELLER));
      return now.status === 'finished' && now;
    });
    expect(job).toMatchObject({ created: 0, updated: 9_902, refused: 0 });
  });
});

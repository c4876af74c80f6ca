import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, setStage, type Stage } from './builders/stage.ts';
import { STORES } from './builders/contexts.ts';

const UPDATE =
  'mutation($name: String!, $key: String) { updateMe(input: { displayName: $name }, idempotencyKey: $key) { user { displayName } } }';
const CREATE = `mutation($input: CreateProductInput!) { createProduct(input: $input) { product { title options attributes { name value } } } }`;

let stage: Stage;
beforeAll(() => {
  stage = setStage();
});
afterAll(() => stage.app.close());

describe('a mutation', () => {
  it('hands its idempotency key on, before that of the header', async () => {
    const headers = { ...as('anna'), 'idempotency-key': 'of-the-header' };
    expect((await stage.ask(UPDATE, { name: 'A' }, headers)).body.data).toMatchObject({
      updateMe: { user: { displayName: 'A/of-the-header' } },
    });
    expect((await stage.ask(UPDATE, { name: 'A', key: 'own' }, headers)).body.data).toMatchObject({
      updateMe: { user: { displayName: 'A/own' } },
    });
  });

  it('is refused by the rules of the contract, with code, field and rule', async () => {
    const { body } = await stage.ask(UPDATE, { name: 'x'.repeat(201) }, as('anna'));
    expect(body.errors![0]).toMatchObject({
      path: ['updateMe'],
      extensions: { code: 'request.invalid', kind: 'invalid', status: 400, field: 'displayName', rule: 'too_big' },
    });
  });

  it('takes names with values for a record, and null for what was left out', async () => {
    const input = {
      storeId: STORES[0],
      title: 'New',
      description: null,
      attributes: [{ name: 'Colour', value: 'blue' }],
      variants: [{ sku: 'N1', options: [{ name: 'Size', value: 'M' }], priceMinor: '990', shippingMinor: null }],
    };
    const { body } = await stage.ask(CREATE, { input }, as('seller'));
    expect(body).toMatchObject({
      data: { createProduct: { product: { title: 'New', attributes: [{ name: 'Colour', value: 'blue' }] } } },
    });
    const call = stage.asked.find(({ call: name }) => name === 'catalog.createProduct')!;
    expect(call.input).toMatchObject({
      description: '',
      attributes: { Colour: 'blue' },
      variants: [{ options: { Size: 'M' } }],
    });
  });

  it('names the place of a fault within lists', async () => {
    const input = { storeId: STORES[0], title: 'New', variants: [{ sku: '!', priceMinor: '0' }] };
    const { body } = await stage.ask(CREATE, { input }, as('seller'));
    expect(body.errors![0]!.extensions).toMatchObject({
      field: 'variants.0.sku',
      errors: [{ field: 'variants.0.sku' }, { field: 'variants.0.priceMinor' }],
    });
  });

  it.each([
    ['nobody signed in', {}, 'access.sign_in_required', 'unauthenticated'],
    ['a stranger to the store', as('anna'), 'stores.store_not_found', 'not_found'],
    ['a token of nobody', as('nobody'), 'identity.token_invalid', 'unauthenticated'],
  ])('is refused to %s', async (_who, headers, code, kind) => {
    const input = { storeId: STORES[0], title: 'New', variants: [{ sku: 'N1', priceMinor: '990' }] };
    const { body } = await stage.ask(CREATE, { input }, headers);
    expect(body.errors![0]!.extensions).toMatchObject({ code, kind });
  });

  it('with a session cookie must come from a page of this site', async () => {
    const cookie = {
      cookie:
        'haat_session=abcdefghijklmnopqrstuvwxyz0123456789abcdefg; __Host-haat_session=abcdefghijklmnopqrstuvwxyz0123456789abcdefg',
    };
    const { status, body } = await stage.ask('{ __typename }', {}, { ...cookie, origin: 'https://elsewhere.example' });
    expect([status, (body as { code?: string }).code]).toEqual([403, 'access.cross_site']);
  });
});

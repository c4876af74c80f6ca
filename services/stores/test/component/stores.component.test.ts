import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aStores, someApplication, userIdOf } from '../builders/a-stores.ts';

type Page = { items: { storeId: string; slug: string }[]; nextCursor: string | null };

const NOWHERE = '01900000-0000-7000-8000-ffffffffffff';
const admin = { as: 'admin' };
const ana = { as: 'ana' };
const bob = { as: 'bob' };
const notFound = { code: 'stores.store_not_found', kind: 'not_found' };

describe('a store', () => {
  let stores: Awaited<ReturnType<typeof aStores>>;
  beforeAll(async () => {
    stores = await aStores();
  });
  afterAll(() => stores.drop());

  it('is applied for, approved, suspended and reinstated, and others are told each time', async () => {
    const storeId = await stores.apply('life');
    for (const verb of ['approve', 'suspend', 'reinstate']) await stores.call(verb, { storeId, reason: 'x' }, admin);
    const told = await stores.published('storeChanged', storeId);
    expect(told.map(({ status }) => status)).toEqual(['applied', 'approved', 'suspended', 'approved']);
    expect(told[1]).toMatchObject({ slug: 'life', currency: 'BRL', ownerIds: [userIdOf('ana')] });
    expect(await stores.published('memberChanged', storeId)).toEqual([
      { storeId, userId: userIdOf('ana'), role: 'owner' },
    ]);
  });

  it('cannot skip a step', async () => {
    const storeId = await stores.apply('skip');
    const wrongStatus = { code: 'stores.wrong_status', kind: 'rule_broken' };
    await expect(stores.call('suspend', { storeId, reason: 'x' }, admin)).rejects.toMatchObject(wrongStatus);
    await stores.call('reject', { storeId, reason: 'x' }, admin);
    await expect(stores.call('approve', { storeId }, admin)).rejects.toMatchObject(wrongStatus);
  });

  it('that is not approved exists only for its members and admins', async () => {
    const storeId = await stores.apply('hidden');
    for (const who of [bob, {}]) {
      await expect(stores.call('getStore', { storeId }, who)).rejects.toMatchObject(notFound);
      await expect(stores.call('getStore', { storeId: NOWHERE }, who)).rejects.toMatchObject(notFound);
    }
    for (const who of [ana, admin]) expect(await stores.call('getStore', { storeId }, who)).toMatchObject({ storeId });
    await stores.call('approve', { storeId }, admin);
    expect(await stores.call('getStore', { storeId }, {})).toMatchObject({ storeId, status: 'approved' });
  });

  it('is moved by admins alone', async () => {
    const storeId = await stores.apply('moved');
    for (const verb of ['approve', 'reject', 'suspend', 'reinstate']) {
      await expect(stores.call(verb, { storeId, reason: 'x' }, ana)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(stores.call(verb, { storeId, reason: 'x' })).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(stores.call(verb, { storeId: NOWHERE, reason: 'x' }, admin)).rejects.toMatchObject(notFound);
    }
  });

  it('has an address of its own, whoever is first', async () => {
    const attempts = ['ana', 'bob', 'carla'].map((as) =>
      stores.call('applyForStore', someApplication('wanted'), { as }),
    );
    const results = await Promise.allSettled(attempts);
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ code: 'stores.slug_taken', details: { field: 'slug' } });
  });

  it('is one of 20 at most of an owner, also when applied for in parallel', async () => {
    const attempts = Array.from({ length: 21 }, (_, i) => stores.apply(`dora-${i}`, 'dora'));
    const results = await Promise.allSettled(attempts);
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ code: 'stores.too_many_stores' });
    expect((await stores.call<Page>('myStores', {}, { as: 'dora' })).items).toHaveLength(20);
  });

  it('changes the fields of its profile that are given and no others', async () => {
    const storeId = await stores.apply('profile');
    await stores.call('updateProfile', { storeId, description: 'Plants', region: 'PE' }, ana);
    const changed = await stores.call('updateProfile', { storeId, name: 'Casa Nova', city: '' }, ana);
    expect(changed).toMatchObject({
      name: 'Casa Nova',
      description: 'Plants',
      region: 'PE',
      city: null,
      country: 'BR',
    });
    await expect(stores.call('updateProfile', { storeId, name: 'Mine' }, bob)).rejects.toMatchObject(notFound);
    await expect(stores.call('updateProfile', { storeId, country: 'Brazil' }, ana)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  it('answers a repeated key as before, and refuses it for another request', async () => {
    const keyed = { ...ana, key: 'apply-1' };
    const first = await stores.call('applyForStore', someApplication('keyed'), keyed);
    const repeated = await stores.invoked('applyForStore', someApplication('keyed'), keyed);
    expect(repeated).toEqual({ output: first, replayed: true });
    const reused = { code: 'idempotency.key_reused', kind: 'conflict' };
    await expect(stores.call('applyForStore', someApplication('other'), keyed)).rejects.toMatchObject(reused);
  });

  it.each([
    ['slug', { slug: 'No Spaces!' }],
    ['currency', { currency: 'reais' }],
    ['name', { name: '  ' }],
    ['name', { name: 'a\u0000b' }],
    ['country', { country: 'b' }],
    ['contactEmail', { contactEmail: 'nobody' }],
  ])('refuses a bad %s', async (_field, changes) => {
    await expect(stores.call('applyForStore', someApplication('bad', changes), ana)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  it('is listed once approved, in pages that neither skip nor repeat', async () => {
    const approved = await Promise.all(['p-1', 'p-2', 'p-3'].map((slug) => stores.apply(slug, 'carla')));
    for (const storeId of approved) await stores.call('approve', { storeId }, admin);
    await stores.apply('p-4', 'carla');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await stores.call<Page>('listStores', { limit: 2, cursor });
      seen.push(...page.items.map(({ slug }) => slug));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(expect.arrayContaining(['p-1', 'p-2', 'p-3']));
    expect(seen).not.toContain('p-4');
    expect(new Set(seen).size).toBe(seen.length);
    await expect(stores.call('listStores', { status: 'applied' }, ana)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await stores.call<Page>('listStores', { status: 'applied' }, admin)).items).not.toHaveLength(0);
    await expect(stores.call('listStores', { cursor: 'x' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is described to other contexts, unknown ids left out', async () => {
    const storeId = await stores.apply('described');
    const described = await stores.call('describeStores', { storeIds: [storeId, NOWHERE] }, { internal: true });
    expect(described).toMatchObject({ stores: [{ storeId, status: 'applied', memberIds: [userIdOf('ana')] }] });
    await expect(stores.call('describeStores', { storeIds: [storeId] }, admin)).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});

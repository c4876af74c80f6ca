import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aStores, userIdOf } from '../builders/a-stores.ts';

const ana = { as: 'ana' };
const bob = { as: 'bob' };
const carla = { as: 'carla' };
const notFound = { code: 'stores.store_not_found', kind: 'not_found' };
const emailOf = (name: string) => `${name}@example.com`;

describe('the members of a store', () => {
  let stores: Awaited<ReturnType<typeof aStores>>;
  let count = 0;
  const aStore = () => stores.apply(`store-${(count += 1)}`);
  beforeAll(async () => {
    stores = await aStores();
  });
  afterAll(() => stores.drop());

  it('are added, change and go, and others are told', async () => {
    const storeId = await aStore();
    const userId = userIdOf('bob');
    const added = await stores.call('addMember', { storeId, email: emailOf('bob'), role: 'staff' }, ana);
    expect(added).toMatchObject({ userId, role: 'staff' });
    await stores.call('changeMemberRole', { storeId, userId, role: 'owner' }, ana);
    await stores.call('removeMember', { storeId, userId }, ana);
    const told = await stores.published('memberChanged', storeId);
    expect(told.map(({ role }) => role)).toEqual(['owner', 'staff', 'owner', null]);
    const owners = (await stores.published('storeChanged', storeId)).map(({ ownerIds }) => ownerIds.length);
    expect(owners).toEqual([1, 2, 1]);
    expect(await stores.call('membershipsOf', { userId }, { internal: true })).toEqual({ memberships: [] });
  });

  it('are changed by owners alone; to strangers the store does not exist', async () => {
    const storeId = await aStore();
    await stores.call('addMember', { storeId, email: emailOf('bob'), role: 'manager' }, ana);
    const input = { storeId, email: emailOf('dora'), userId: userIdOf('ana'), role: 'staff' };
    for (const name of ['addMember', 'changeMemberRole', 'removeMember']) {
      await expect(stores.call(name, input, bob)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(stores.call(name, input, carla)).rejects.toMatchObject(notFound);
      await expect(stores.call(name, input)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
    await expect(stores.call('listMembers', { storeId }, carla)).rejects.toMatchObject(notFound);
    expect((await stores.call<{ items: object[] }>('listMembers', { storeId }, bob)).items).toHaveLength(2);
  });

  it('always include an owner, also when two owners leave at the same moment', async () => {
    const storeId = await aStore();
    const lastOwner = { code: 'stores.last_owner', kind: 'rule_broken' };
    await expect(stores.call('removeMember', { storeId, userId: userIdOf('ana') }, ana)).rejects.toMatchObject(
      lastOwner,
    );
    await stores.call('addMember', { storeId, email: emailOf('bob'), role: 'owner' }, ana);
    const results = await Promise.allSettled([
      stores.call('removeMember', { storeId, userId: userIdOf('ana') }, ana),
      stores.call('removeMember', { storeId, userId: userIdOf('bob') }, bob),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are users, each once', async () => {
    const storeId = await aStore();
    const add = (name: string) => stores.call('addMember', { storeId, email: emailOf(name), role: 'staff' }, ana);
    await expect(add('nobody')).rejects.toMatchObject({ code: 'stores.user_not_found', details: { field: 'email' } });
    await add('bob');
    await expect(add('bob')).rejects.toMatchObject({ code: 'stores.already_member', kind: 'conflict' });
    const unknown = { storeId, userId: userIdOf('dora'), role: 'staff' };
    const noMember = { code: 'stores.member_not_found', kind: 'not_found' };
    await expect(stores.call('changeMemberRole', unknown, ana)).rejects.toMatchObject(noMember);
    await expect(stores.call('removeMember', unknown, ana)).rejects.toMatchObject(noMember);
  });
});

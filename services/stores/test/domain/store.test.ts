import { describe, expect, it } from '@jest/globals';
import {
  addMember,
  applyForStore,
  changeMemberRole,
  MAX_MEMBERS_PER_STORE,
  nextStatus,
  removeMember,
  type StatusVerb,
  type Store,
  type StoreStatus,
} from '../../src/domain/index.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const profile = { name: 'S', description: '', country: 'BR', region: null, city: null, contactEmail: null };
const store = applyForStore({ ...profile, storeId: 's', slug: 's', currency: 'BRL' }, 'ana', NOW);
const withMembers = (count: number): Store => {
  const more = Array.from({ length: count - 1 }, (_, i) => ({ userId: `u${i}`, role: 'staff' as const, since: NOW }));
  return { ...store, members: [...store.members, ...more] };
};
const code = (expected: string) => expect.objectContaining({ code: expected }) as never;

describe('the status of a store', () => {
  const allowed: [StoreStatus, StatusVerb, StoreStatus][] = [
    ['applied', 'approve', 'approved'],
    ['applied', 'reject', 'rejected'],
    ['approved', 'suspend', 'suspended'],
    ['suspended', 'reinstate', 'approved'],
  ];
  const statuses: StoreStatus[] = ['applied', 'approved', 'rejected', 'suspended'];
  const verbs: StatusVerb[] = ['approve', 'reject', 'suspend', 'reinstate'];

  it.each(statuses.flatMap((status) => verbs.map((verb) => [status, verb] as const)))('%s, %s', (status, verb) => {
    const step = allowed.find(([from, by]) => from === status && by === verb);
    if (step === undefined) expect(() => nextStatus(status, verb)).toThrow(code('stores.wrong_status'));
    else expect(nextStatus(status, verb)).toBe(step[2]);
  });
});

describe('the members of a store', () => {
  it('begin with the applicant as owner', () => {
    expect(store.members).toEqual([{ userId: 'ana', role: 'owner', since: NOW }]);
  });

  it('are each there once', () => {
    expect(() => addMember(store, { userId: 'ana', role: 'staff', since: NOW })).toThrow(code('stores.already_member'));
  });

  it('are 100 at most', () => {
    const bob = { userId: 'bob', role: 'staff', since: NOW } as const;
    expect(addMember(withMembers(MAX_MEMBERS_PER_STORE - 1), bob).members).toHaveLength(MAX_MEMBERS_PER_STORE);
    expect(() => addMember(withMembers(MAX_MEMBERS_PER_STORE), bob)).toThrow(code('stores.too_many_members'));
  });

  it('always include an owner', () => {
    expect(() => removeMember(store, 'ana')).toThrow(code('stores.last_owner'));
    expect(() => changeMemberRole(store, 'ana', 'staff')).toThrow(code('stores.last_owner'));
    const shared = addMember(store, { userId: 'bob', role: 'owner', since: NOW });
    expect(removeMember(shared, 'ana').members.map(({ userId }) => userId)).toEqual(['bob']);
  });

  it('are found or said to be missing', () => {
    expect(() => removeMember(store, 'bob')).toThrow(code('stores.member_not_found'));
    expect(changeMemberRole(store, 'ana', 'owner')).toBe(store);
  });
});

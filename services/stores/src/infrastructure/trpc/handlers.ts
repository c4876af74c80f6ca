import type { storesContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { signedInUserId } from '../../application/signed-in-user.ts';
import { fromCursor, toCursor, toMemberWire, toProfile, toProfileChanges, toStoreWire } from './wire.ts';

/** Translates between the contract and the use cases; nothing is decided here. */
export function createHandlers(app: Application): Omit<Handlers<typeof storesContract>, 'personalDataOf'> {
  return {
    applyForStore: async ({ input, intent }) => {
      const { slug, currency } = input;
      return toStoreWire(await app.apply(intent, { ...toProfile(input), slug, currency }));
    },
    approve: async ({ input, intent }) => toStoreWire(await app.approve(intent, input)),
    reject: async ({ input, intent }) => toStoreWire(await app.reject(intent, input)),
    suspend: async ({ input, intent }) => toStoreWire(await app.suspend(intent, input)),
    reinstate: async ({ input, intent }) => toStoreWire(await app.reinstate(intent, input)),
    getStore: async ({ input, actor }) => toStoreWire(await app.getStore(actor, input.storeId)),
    storesByIds: async ({ input, actor }) => ({
      items: (await app.storesByIds(actor, input.storeIds)).map(toStoreWire),
    }),
    listStores: async ({ input, actor }) => {
      const page = { status: input.status ?? 'approved', after: fromCursor(input.cursor), limit: input.limit };
      const { items, next } = await app.listStores(actor, page);
      return { items: items.map(toStoreWire), nextCursor: toCursor(next) };
    },
    myStores: async ({ actor }) => {
      const mine = await app.storesOf(signedInUserId(actor));
      return { items: mine.map(({ store, role }) => ({ store: toStoreWire(store), role })) };
    },
    updateProfile: async ({ input, intent }) => {
      const changes = toProfileChanges(input);
      return toStoreWire(await app.updateProfile(intent, { storeId: input.storeId, changes }));
    },
    listMembers: async ({ input }) => ({ items: (await app.listMembers(input.storeId)).map(toMemberWire) }),
    addMember: async ({ input, intent }) => toMemberWire(await app.addMember(intent, input)),
    changeMemberRole: async ({ input, intent }) => toMemberWire(await app.changeMemberRole(intent, input)),
    removeMember: async ({ input, intent }) => {
      await app.removeMember(intent, input);
      return {};
    },
    membershipsOf: async ({ input }) => ({ memberships: [...(await app.membershipsOf(input.userId))] }),
    describeStores: async ({ input }) => {
      const stores = await app.describeStores(input.storeIds);
      return { stores: stores.map((store) => ({ ...toStoreWire(store), memberIds: [...store.memberIds] })) };
    },
  };
}

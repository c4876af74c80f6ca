import { z } from 'zod';
import { personalDataOf } from './personal-data.ts';
import { defineContract, mutation, query, storeMember } from './contract.ts';
import { currency, email, id, name, nothing, pageInput, pageOf, slug, text } from './shared.ts';
import { storesBatchProcedures } from './stores-batch.ts';
import { member, store, storeRole, storeStatus } from './stores-schemas.ts';

export { storeRole } from './stores-schemas.ts';

const profile = {
  name: name(),
  description: text(2000, 0),
  country: z.string().regex(/^[A-Z]{2}$/),
  region: text(120, 0).optional(),
  city: text(120, 0).optional(),
  contactEmail: email().optional(),
};

/** Stores (tenants), their members and profiles. */
export const storesContract = defineContract('stores', {
  personalDataOf: personalDataOf(),
  ...storesBatchProcedures,
  applyForStore: mutation({
    summary: 'Apply for a store; the applicant becomes its owner',
    access: 'user',
    input: z.object({ ...profile, description: profile.description.default(''), slug: slug(), currency: currency() }),
    output: store(),
    errors: ['stores.slug_taken', 'stores.too_many_stores'],
    rest: { method: 'POST', path: '/v1/stores', status: 201 },
  }),
  approve: mutation({
    summary: 'Approve a store that has applied',
    access: 'admin',
    input: z.object({ storeId: id() }),
    output: store(),
    errors: ['stores.store_not_found', 'stores.wrong_status'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/approve' },
  }),
  reject: mutation({
    summary: 'Reject a store that has applied',
    access: 'admin',
    input: z.object({ storeId: id(), reason: text(500) }),
    output: store(),
    errors: ['stores.store_not_found', 'stores.wrong_status'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/reject' },
  }),
  suspend: mutation({
    summary: 'Suspend a store: its products leave the market, its open orders go on',
    access: 'admin',
    input: z.object({ storeId: id(), reason: text(500) }),
    output: store(),
    errors: ['stores.store_not_found', 'stores.wrong_status'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/suspend' },
  }),
  reinstate: mutation({
    summary: 'Let a suspended store sell again',
    access: 'admin',
    input: z.object({ storeId: id() }),
    output: store(),
    errors: ['stores.store_not_found', 'stores.wrong_status'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/reinstate' },
  }),
  getStore: query({
    summary: 'Show a store; one that is not approved exists only for its members and admins',
    access: 'party',
    input: z.object({ storeId: id() }),
    output: store(),
    errors: ['stores.store_not_found'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}' },
  }),
  listStores: query({
    summary: 'List approved stores; admins may ask for another status',
    access: 'public',
    input: z.object({ ...pageInput, status: storeStatus().optional() }),
    output: pageOf(store()),
    errors: ['stores.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores' },
  }),
  myStores: query({
    summary: 'List the stores I am a member of',
    access: 'user',
    input: nothing(),
    output: z.object({ items: z.array(z.object({ store: store(), role: storeRole() })) }),
    rest: { method: 'GET', path: '/v1/me/stores' },
  }),
  updateProfile: mutation({
    summary: "Change a store's profile",
    access: storeMember('manager'),
    input: z.object({ storeId: id() }).extend(z.object(profile).partial().shape),
    output: store(),
    errors: ['stores.store_not_found'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}' },
  }),
  listMembers: query({
    summary: 'List the members of a store',
    access: storeMember('manager', 'staff'),
    input: z.object({ storeId: id() }),
    output: z.object({ items: z.array(member()) }),
    rest: { method: 'GET', path: '/v1/stores/{storeId}/members' },
  }),
  addMember: mutation({
    summary: 'Make the user who has an e-mail address a member of the store',
    access: storeMember('owner'),
    input: z.object({ storeId: id(), email: email(), role: storeRole() }),
    output: member(),
    errors: ['stores.user_not_found', 'stores.already_member', 'stores.too_many_members'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/members', status: 201 },
  }),
  changeMemberRole: mutation({
    summary: "Change a member's role",
    access: storeMember('owner'),
    input: z.object({ storeId: id(), userId: id(), role: storeRole() }),
    output: member(),
    errors: ['stores.member_not_found', 'stores.last_owner'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}/members/{userId}' },
  }),
  removeMember: mutation({
    summary: 'End a membership',
    access: storeMember('owner'),
    input: z.object({ storeId: id(), userId: id() }),
    output: nothing(),
    errors: ['stores.member_not_found', 'stores.last_owner'],
    rest: { method: 'DELETE', path: '/v1/stores/{storeId}/members/{userId}' },
  }),
  membershipsOf: query({
    summary: "List a user's memberships",
    access: 'internal',
    input: z.object({ userId: id() }),
    output: z.object({ memberships: z.array(z.object({ storeId: id(), role: storeRole() })) }),
  }),
  describeStores: query({
    summary: 'Give what other contexts need to know of stores; unknown ids are left out',
    access: 'internal',
    input: z.object({ storeIds: z.array(id()).max(500) }),
    output: z.object({
      stores: z.array(
        z.object({
          storeId: id(),
          name: z.string(),
          slug: z.string(),
          status: storeStatus(),
          currency: currency(),
          country: z.string(),
          region: z.string().nullable(),
          memberIds: z.array(id()),
        }),
      ),
    }),
  }),
});

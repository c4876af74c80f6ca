import type { Post } from '../posts.ts';

type Facts = {
  readonly storeId: string;
  readonly name: string;
  readonly status: string;
  readonly ownerIds: readonly string[];
};

/**
 * Tells the owners once that they can sell. Every later change of an approved store says "approved" again, so the
 * cause is the store and not the event.
 */
export function tellWhenStoreApproved({ storeId, name, status, ownerIds }: Facts): Post {
  if (status !== 'approved') return {};
  const subject = { kind: 'store', id: storeId };
  const title = `${name} is approved`;
  const body = 'Your store is open: list your first products.';
  const owners = ownerIds.map((userId) => ({ kind: 'user', userId }) as const);
  return {
    emails: owners.map((to) => ({ causeId: storeId, to, template: 'store-approved', data: { storeName: name } })),
    notices: owners.map((to) => ({ causeId: storeId, to, kind: 'store-approved', title, body, subject })),
  };
}

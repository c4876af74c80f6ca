import type { OutputOf, ParsedInputOf, storesContract } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { StoreView } from '../../application/ports/store-directory.ts';
import type { Member, StoreProfile } from '../../domain/index.ts';

type Procedures = (typeof storesContract)['procedures'];
type StoreWire = OutputOf<Procedures['getStore']>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Only the fields of the contract: members and the reason of a status stay inside. */
export const toStoreWire = (store: StoreView): StoreWire => ({
  storeId: store.storeId,
  slug: store.slug,
  name: store.name,
  description: store.description,
  status: store.status,
  currency: store.currency,
  country: store.country,
  region: store.region,
  city: store.city,
  contactEmail: store.contactEmail,
  createdAt: store.createdAt.toISOString(),
});

export const toMemberWire = ({ userId, role, since }: Member) => ({ userId, role, since: since.toISOString() });

export const toProfile = (input: ParsedInputOf<Procedures['applyForStore']>): StoreProfile => ({
  name: input.name,
  description: input.description,
  country: input.country,
  region: input.region || null,
  city: input.city || null,
  contactEmail: input.contactEmail ?? null,
});

/** What the caller wants changed; an empty region or city takes it away. */
export function toProfileChanges(input: ParsedInputOf<Procedures['updateProfile']>): Partial<StoreProfile> {
  const { name, description, country, region, city, contactEmail } = input;
  return {
    ...(name === undefined ? {} : { name }),
    // The contract fills a description that was left out with an empty one, so an empty one means "unchanged".
    ...(description === undefined ? {} : { description }),
    ...(country === undefined ? {} : { country }),
    ...(region === undefined ? {} : { region: region || null }),
    ...(city === undefined ? {} : { city: city || null }),
    ...(contactEmail === undefined ? {} : { contactEmail }),
  };
}

export const toCursor = (storeId: string | null): string | null =>
  storeId === null ? null : Buffer.from(storeId).toString('base64url');

export function fromCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const storeId = Buffer.from(cursor, 'base64url').toString();
  if (UUID.test(storeId)) return storeId;
  const details = { field: 'cursor', rule: 'from_a_page' };
  throw new DomainError('stores.cursor_invalid', 'invalid', 'The cursor comes from no page of this list.', details);
}

import type { orderingContract } from '@haat/contracts';
import { type Actor, type Credential, DomainError, findDomainError, isAdmin, isMemberOf } from '@haat/domain';
import { type Authenticator, type ContextClient, type RequestHeaders, withMemberships } from '@haat/service-kit';
import { RoomNotFound } from '../live-errors.ts';
import type { Visitor } from './visitor.ts';

/** Whom a room's door asks. */
export type DoorKeepers = {
  readonly authenticator: Authenticator;
  /** Ordering, called on behalf of whoever sent these headers: it knows who may read an order. */
  readonly orderingFor: (headers: RequestHeaders) => Pick<ContextClient<typeof orderingContract>, 'getOrder'>;
};

/** Lets a visitor into a room, or refuses as if the room were not there. */
export async function assertMayJoin(room: string, visitor: Visitor, keepers: DoorKeepers): Promise<void> {
  const [kind, subject = ''] = room.split(':');
  switch (kind) {
    case 'product':
      return;
    case 'order':
      return assertReadsOrder(subject, visitor, keepers);
    case 'store':
      return assertBelongsToStore(subject, visitor, keepers);
    default:
      // The holder of a partner's key is not its maker.
      if (visitor.principal !== room) throw new RoomNotFound();
  }
}

async function assertReadsOrder(orderId: string, { headers }: Visitor, { orderingFor }: DoorKeepers): Promise<void> {
  try {
    await orderingFor(headers).getOrder.query({ orderId });
  } catch (error) {
    throw findDomainError(error) ?? error;
  }
}

async function assertBelongsToStore(
  storeId: string,
  { actor }: Visitor,
  { authenticator }: DoorKeepers,
): Promise<void> {
  const known = await withMemberships(actor, authenticator);
  const mayPass = isKey(known)
    ? known.via.scopes.includes(STORE_ROOM_SCOPE) && isMemberOf(known, storeId, ANYBODY)
    : isAdmin(known) || isMemberOf(known, storeId, ANYBODY);
  if (mayPass) return;
  throw new DomainError('stores.store_not_found', 'not_found', 'There is no such store.', {
    field: 'room',
    rule: 'exists',
  });
}

/** A store's room tells above all of orders. */
const STORE_ROOM_SCOPE = 'ordering:read';
const ANYBODY = ['staff', 'manager', 'owner'] as const;

type User = Extract<Actor, { kind: 'user' }>;
type Key = User & { readonly via: Extract<Credential, { kind: 'api_key' }> };
const isKey = (actor: Actor): actor is Key => actor.kind === 'user' && actor.via?.kind === 'api_key';

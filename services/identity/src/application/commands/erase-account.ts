import { type Actor, type Clock, serviceIntent } from '@haat/domain';
import { assertFreeToGo, assertRecentSignIn, erase, ErasureUnavailable, isErased } from '../../domain/index.ts';
import type { OpenOrders } from '../ports/open-orders.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { StoreStandings } from '../ports/store-standings.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { signedInUserId } from '../signed-in-user.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly sessions: SessionMemory;
  readonly orders: OpenOrders;
  readonly stores: StoreStandings;
  readonly clock: Clock;
  readonly tokenClock: Clock;
  /** Lets the worker look for Firebase accounts to be deleted. */
  readonly onErased: () => void;
};

/**
 * Erases the acting user's account. What identity keeps goes with this transaction; the other contexts are told with it
 * and replace what they keep; Firebase's accounts are deleted after it, as often as it takes.
 */
export const eraseAccount =
  (deps: Deps) =>
  async (actor: Actor): Promise<{ erasedAt: Date }> => {
    const { unitOfWork, sessions, clock, tokenClock } = deps;
    const userId = signedInUserId(actor);
    assertRecentSignIn(signedInAt(actor), tokenClock.now());
    assertFreeToGo(await tiesOf(deps, userId));
    // No idempotency key: its answer would be the one thing that outlives the person, and erasing twice is erasing once.
    const erasedAt = await unitOfWork.run(
      serviceIntent('identity'),
      async ({ users, announcements, apiKeys, erasures }) => {
        const enabledAdmins = await users.lockEnabledAdmins();
        const now = clock.now();
        let addresses: readonly (string | null)[] = [];
        const user = await users.update(userId, (current) => {
          addresses = [current.email];
          return isErased(current) ? current : erase(current, tokenClock.now(), enabledAdmins);
        });
        await apiKeys.revokeAllOf(userId, now);
        await erasures.forget(userId, tokenClock.now());
        announcements.accessChanged(user);
        announcements.accountErased(
          user,
          addresses.filter((address) => address !== null),
        );
        return user.erasedAt!;
      },
    );
    sessions.forget(userId);
    deps.onErased();
    return { erasedAt };
  };

const signedInAt = (actor: Actor): Date | null =>
  actor.kind === 'user' && actor.via !== undefined && actor.via.kind !== 'api_key' ? actor.via.authenticatedAt : null;

async function tiesOf({ orders, stores }: Deps, userId: string) {
  try {
    const [openOrders, ownedStoreIds] = await Promise.all([orders.countOf(userId), stores.ownedBy(userId)]);
    return { openOrders, ownedStoreIds };
  } catch {
    throw new ErasureUnavailable();
  }
}

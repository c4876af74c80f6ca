import { type Clock, type Ids, type Intent, isMemberOf } from '@haat/domain';
import {
  API_KEY_START,
  type ApiKey,
  ApiKeyNeedsOwner,
  makeApiKey,
  MAX_API_KEYS_PER_STORE,
  TooManyApiKeys,
} from '../../domain/index.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { signedInUserId } from '../signed-in-user.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
};
type Wish = Pick<ApiKey, 'storeId' | 'name' | 'scopes' | 'expiresAt'>;

/**
 * Makes a key. Its secret is in this answer only: a repeated idempotency key finds the key without it, because what is
 * kept to answer repeats would hold the secret in clear.
 */
export const createApiKey =
  ({ unitOfWork, secrets, clock, ids }: Deps) =>
  async (intent: Intent, wish: Wish): Promise<{ key: ApiKey; secret: string | null }> => {
    // Operators pass as members of every store, but a key acts for its maker, who must belong to it.
    if (!isMemberOf(intent.actor, wish.storeId, ['owner'])) throw new ApiKeyNeedsOwner();
    const createdBy = signedInUserId(intent.actor);
    const secret = `${API_KEY_START}${secrets.make()}`;
    const key = await unitOfWork.run(intent, async ({ apiKeys }) => {
      const now = clock.now();
      const made = makeApiKey({ ...wish, keyId: ids.next(), createdBy }, secret, now);
      if ((await apiKeys.countStanding(wish.storeId, now)) >= MAX_API_KEYS_PER_STORE) {
        throw new TooManyApiKeys(MAX_API_KEYS_PER_STORE);
      }
      await apiKeys.add(made, secrets.digest(secret));
      return made;
    });
    return { key, secret: intent.replayed === true ? null : secret };
  };

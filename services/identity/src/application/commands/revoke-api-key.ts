import type { Clock, Intent } from '@haat/domain';
import { ApiKeyNotFound } from '../../domain/index.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly sessions: SessionMemory; readonly clock: Clock };

/** Revokes a key; what this process remembers of it is forgotten, so that it stops working with this very answer. */
export const revokeApiKey =
  ({ unitOfWork, sessions, clock }: Deps) =>
  async (intent: Intent, { storeId, keyId }: { readonly storeId: string; readonly keyId: string }): Promise<void> => {
    const maker = await unitOfWork.run(intent, async ({ apiKeys }) => {
      const found = await apiKeys.revoke(storeId, keyId, clock.now());
      if (found === null) throw new ApiKeyNotFound();
      return found;
    });
    sessions.forget(maker);
  };

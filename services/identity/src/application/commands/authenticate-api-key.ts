import type { Clock } from '@haat/domain';
import {
  ApiKeyOrphaned,
  ApiKeyUnknown,
  assertKeyStands,
  isDisabled,
  isUseNoted,
  UserDisabled,
} from '../../domain/index.ts';
import type { ApiKeyDirectory } from '../ports/api-key-repository.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { AuthenticatedUser, SessionMemory } from '../ports/session-memory.ts';
import type { StoreStandings } from '../ports/store-standings.ts';

type Deps = {
  readonly sessions: SessionMemory;
  readonly apiKeys: ApiKeyDirectory;
  readonly stores: StoreStandings;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

/** A key without an end is asked about again after an hour at the latest. */
const MAX_ANSWER_MS = 3_600_000;

/** Resolves a partner's key to its maker, without what makes them an operator or a person. */
export const authenticateApiKey =
  (deps: Deps) =>
  async (secret: string): Promise<AuthenticatedUser> => {
    const { sessions, apiKeys, stores, secrets, clock } = deps;
    const remembered = sessions.find(secret);
    if (remembered !== undefined && clock.now() < remembered.expiresAt) return remembered;

    const mark = sessions.mark();
    const found = await apiKeys.findByDigest(secrets.digest(secret));
    if (found === null) throw new ApiKeyUnknown();
    const { key, maker } = found;
    const now = clock.now();
    assertKeyStands(key, now);
    if (isDisabled(maker)) throw new UserDisabled();
    const { keyId, storeId, scopes } = key;
    const standing = await stores.standingOf(storeId, maker.userId);
    if (standing === null) throw new ApiKeyOrphaned();
    if (isUseNoted(key, now)) await apiKeys.noteUse(keyId, now);

    const latest = new Date(now.getTime() + MAX_ANSWER_MS);
    const answer: AuthenticatedUser = {
      userId: maker.userId,
      roles: maker.roles.filter((role) => role !== 'admin'),
      email: null,
      expiresAt: key.expiresAt !== null && key.expiresAt < latest ? key.expiresAt : latest,
      via: { kind: 'api_key', keyId, storeId, scopes, readOnly: standing.isSuspended },
    };
    sessions.remember(secret, answer, mark);
    return answer;
  };

import type { Clock } from '@haat/domain';
import type { SessionPolicy, WebSession } from '../../domain/index.ts';
import type { SessionDirectory } from '../ports/session-repository.ts';

type Deps = {
  readonly sessionDirectory: SessionDirectory;
  readonly clock: Clock;
  readonly sessionPolicy: SessionPolicy;
};
type Wanted = { readonly userId: string; readonly after: string | null; readonly limit: number };
export type ListedSessions = { readonly items: readonly WebSession[]; readonly next: string | null };

/** A page of the sessions that stand, newest first. One row more than asked for tells whether there is a next page. */
export const listSessions =
  ({ sessionDirectory, clock, sessionPolicy }: Deps) =>
  async ({ userId, after, limit }: Wanted): Promise<ListedSessions> => {
    const before = (ms: number) => new Date(clock.now().getTime() - ms);
    const found = await sessionDirectory.page({
      userId,
      after,
      limit: limit + 1,
      createdAfter: before(sessionPolicy.absoluteTimeoutMs),
      seenAfter: before(sessionPolicy.idleTimeoutMs),
    });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)!.sessionId : null };
  };

import { serviceIntent, type Clock, type Intent } from '@haat/domain';
import { SessionNotFound } from '../../domain/index.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { signedInUserId } from '../signed-in-user.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly sessions: SessionMemory;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

/** Ends one of the acting user's sessions, on whatever device it is. */
export const revokeSession =
  ({ unitOfWork, sessions, clock }: Deps) =>
  async (intent: Intent, { sessionId }: { readonly sessionId: string }): Promise<void> => {
    const userId = signedInUserId(intent.actor);
    await unitOfWork.run(intent, async ({ webSessions }) => {
      const ended = await webSessions.end({ sessionId, userId }, { reason: 'revoked', now: clock.now() });
      if (ended === null) throw new SessionNotFound();
      return null;
    });
    sessions.forget(userId);
  };

/** Ends the session of a browser. Without one there is nothing to do, and that is no error. */
export const signOut =
  ({ unitOfWork, sessions, secrets, clock }: Deps) =>
  async (token: string | null): Promise<void> => {
    if (token === null) return;
    const end = { reason: 'signed_out', now: clock.now() } as const;
    const userId = await unitOfWork.run(serviceIntent('identity'), ({ webSessions }) =>
      webSessions.end({ tokenDigest: secrets.digest(token) }, end),
    );
    if (userId !== null) sessions.forget(userId);
  };

import { createHash } from 'node:crypto';
import type { Clock } from '@haat/domain';
import type { AuthenticatedUser, SessionMemory } from '../../application/ports/session-memory.ts';

/** How long another process may go on believing a token after a revocation that happened here. */
export const SESSION_MEMORY_TTL_MS = 5_000;
export const SESSION_MEMORY_MAX_TOKENS = 20_000;

type Entry = { readonly user: AuthenticatedUser; readonly untilMs: number };

/** Remembers answers of this process by a digest of the token, so that a memory dump holds no usable tokens. */
export function createSessionMemory(clock: Clock): SessionMemory {
  const entries = new Map<string, Entry>();
  let forgotten = 0;

  return {
    find(token) {
      const key = digest(token);
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (clock.now().getTime() < entry.untilMs) return entry.user;
      entries.delete(key);
      return undefined;
    },
    mark: () => ({ forgotten }),
    remember(token, user, mark) {
      if (mark.forgotten !== forgotten) return;
      const untilMs = Math.min(clock.now().getTime() + SESSION_MEMORY_TTL_MS, user.expiresAt.getTime());
      const key = digest(token);
      entries.delete(key);
      entries.set(key, { user, untilMs });
      // Every entry lives equally long, so the first in the map is the one that would lapse first.
      if (entries.size > SESSION_MEMORY_MAX_TOKENS) entries.delete(entries.keys().next().value!);
    },
    forget(userId) {
      forgotten += 1;
      for (const [key, { user }] of entries) if (user.userId === userId) entries.delete(key);
    },
  };
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

import type { Clock } from '@haat/domain';
import type { CacheNotes } from './cache-notes.ts';

/** An answer as it was sent. */
export type Kept = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

type Entry = Kept & { readonly tags: ReadonlySet<string>; readonly expiresAtMs: number };

export const CACHE_LIMITS = {
  entries: 5_000,
  /** Of all answers together, in UTF-16 units. */
  characters: 64 * 1024 * 1024,
  ttlMs: 60_000,
  /** Exact counts are told of, but for what comes back of a large stock when a checkout fails: that much may be missing for so long. */
  countsTtlMs: 15_000,
  /** Copies that other contexts keep follow an event within this time; until then nothing that it touches is kept. */
  settleMs: 1_000,
} as const;

export interface ResponseCache {
  get(key: string): Kept | undefined;
  /** Keeps an answer, unless something it shows has changed since it was begun. */
  keep(key: string, answer: Kept, made: { readonly notes: CacheNotes; readonly sinceMs: number }): boolean;
  /** Forgets every answer that shows one of these. */
  invalidate(tags: readonly string[]): void;
  nowMs(): number;
  readonly size: number;
}

/**
 * Answers that are the same for everybody, found by the text of the request and forgotten by what they show. Only the
 * caller knows whether an answer is anybody's; nothing private may be handed in.
 */
export function createResponseCache(clock: Clock, limits = CACHE_LIMITS): ResponseCache {
  const entries = new Map<string, Entry>();
  const keysOfTag = new Map<string, Set<string>>();
  const changes = createChanges(limits.settleMs);
  let characters = 0;
  const nowMs = () => clock.now().getTime();

  const remove = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    characters -= entry.body.length;
    for (const tag of entry.tags) {
      const keys = keysOfTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) keysOfTag.delete(tag);
    }
  };

  return {
    nowMs,
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.expiresAtMs > nowMs()) return entry;
      remove(key);
      return undefined;
    },
    keep(key, answer, { notes, sinceMs }) {
      if (notes.isForbidden || changes.touchedSince(notes.tags, sinceMs)) return false;
      remove(key);
      const tags = new Set(notes.tags);
      const ttlMs = notes.hasCounts ? limits.countsTtlMs : limits.ttlMs;
      entries.set(key, { ...answer, tags, expiresAtMs: nowMs() + ttlMs });
      characters += answer.body.length;
      for (const tag of tags) keysOfTag.set(tag, (keysOfTag.get(tag) ?? new Set()).add(key));
      while (entries.size > limits.entries || characters > limits.characters) remove(entries.keys().next().value!);
      return true;
    },
    invalidate(tags) {
      changes.note(tags, nowMs());
      for (const tag of tags) for (const key of keysOfTag.get(tag) ?? []) remove(key);
    },
    get size() {
      return entries.size;
    },
  };
}

/** What has changed a short while ago: an answer that was begun before may still show the old state. */
function createChanges(settleMs: number) {
  const changedAtMs = new Map<string, number>();
  /** An operation runs for some seconds at most; what changed longer ago concerns none that is still running. */
  const rememberMs = 60_000;
  return {
    note(tags: readonly string[], nowMs: number): void {
      for (const tag of tags) {
        changedAtMs.delete(tag);
        changedAtMs.set(tag, nowMs);
      }
      for (const [tag, at] of changedAtMs) {
        if (at > nowMs - rememberMs) break;
        changedAtMs.delete(tag);
      }
    },
    touchedSince(tags: ReadonlySet<string>, sinceMs: number): boolean {
      for (const tag of tags) {
        const at = changedAtMs.get(tag);
        if (at !== undefined && at + settleMs >= sinceMs) return true;
      }
      return false;
    },
  };
}

import type { OneTimeLink } from '../../domain/index.ts';

/** Links in mails, within one transaction. */
export interface OneTimeLinks {
  /** Adds a link; earlier ones of the same account and purpose stop working. */
  add(link: OneTimeLink, now: Date): Promise<void>;
  /** Locks the link, applies the decision and stores its result; what is not there is decided as null. */
  update(tokenDigest: string, decide: (link: OneTimeLink | null) => OneTimeLink): Promise<OneTimeLink>;
  /** Makes a link work again whose use failed through no fault of its holder. */
  restore(tokenDigest: string): Promise<void>;
  forget(before: Date): Promise<void>;
}

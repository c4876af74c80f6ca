import type { Actor } from './actor.ts';

/** The claim of an idempotency key: who used which key for which procedure with which body. */
export type IdempotencyClaim = {
  readonly key: string;
  readonly procedure: string;
  /** A digest of the parsed input, so that another body under the same key is seen. */
  readonly requestHash: string;
};

/** What stands behind a write: who wants it, and under which idempotency key. */
export type Intent = {
  readonly actor: Actor;
  readonly idempotency: IdempotencyClaim | null;
  /** Set by the unit of work when the answer is that of an earlier call with the same key. */
  replayed?: boolean;
};

/** The intent of a service that acts on its own, in a reaction or a timer. */
export const serviceIntent = (name: string): Intent => ({ actor: { kind: 'service', name }, idempotency: null });

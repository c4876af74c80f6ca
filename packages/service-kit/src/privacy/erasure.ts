import { createHash } from 'node:crypto';
import type { EventData } from '@haat/contracts';
import type { Transaction } from '../database/database.ts';
import { subscription, type Subscription } from '../messaging/subscription.ts';

/** What stands in place of what was personal. */
export const ERASED = 'erased';
/** A mark where an address must stand; no mail can be sent to this domain (RFC 6761). */
export const ERASED_EMAIL = 'erased@erased.invalid';

/** Answers to repeated keys hold what was answered: names, addresses, orders. */
const FORGET_ANSWERS = 'DELETE FROM idempotency_key WHERE principal = $1';

type Erased = EventData<'accountErased'> & { readonly principal: string };

/**
 * A context's reaction to an erased account: replaces what it keeps of the person. It must come to the same when it runs
 * twice. `group` is the consumer's position and is never renamed.
 */
export const eraseWhenAccountErased = (
  group: string,
  erase: (tx: Transaction, erased: Erased) => Promise<void>,
): Subscription =>
  subscription({
    group,
    on: ['accountErased'],
    handle: async (tx, events) => {
      for (const { data } of events) {
        const principal = `user:${data.userId}`;
        await erase(tx, { ...data, principal });
        await tx.query(FORGET_ANSWERS, [principal]);
      }
    },
  });

/** By what an erased address is found where it was kept without its owner: the address itself travels in no event. */
export const addressDigestOf = (address: string): string =>
  createHash('sha256').update(address.toLowerCase()).digest('hex');

import { events, type EventName } from '@haat/contracts';
import type { Clock } from '@haat/domain';
import { subscription, type EventOf, type Subscription, type Transaction } from '@haat/service-kit';
import type { OutgoingPosts } from '../../application/ports/outgoing-posts.ts';
import type { Post } from '../../application/posts.ts';
import { tellWhenFundsReleased } from '../../application/reactions/tell-when-funds-released.ts';
import { tellWhenOrderCancelled } from '../../application/reactions/tell-when-order-cancelled.ts';
import { tellWhenOrderConfirmed } from '../../application/reactions/tell-when-order-confirmed.ts';
import { tellWhenOrderDelivered } from '../../application/reactions/tell-when-order-delivered.ts';
import { tellWhenOrderShipped } from '../../application/reactions/tell-when-order-shipped.ts';
import { tellWhenPayoutPaid } from '../../application/reactions/tell-when-payout-paid.ts';
import { tellWhenRefundIssued } from '../../application/reactions/tell-when-refund-issued.ts';
import { tellWhenStockLow } from '../../application/reactions/tell-when-stock-low.ts';
import { tellWhenStoreApproved } from '../../application/reactions/tell-when-store-approved.ts';
import { welcomeWhenUserRegistered } from '../../application/reactions/welcome-when-user-registered.ts';

/** The consumer's position is kept under this name: renaming it handles all events once more. */
const GROUP = 'notifications.tell';

type Reactions = { readonly [Name in EventName]?: (event: EventOf<Name>) => Post };

const REACTIONS = {
  userRegistered: ({ id, data }) => welcomeWhenUserRegistered(id, data),
  orderConfirmed: ({ id, data }) => tellWhenOrderConfirmed(id, data),
  orderShipped: ({ id, data }) => tellWhenOrderShipped(id, data),
  orderDelivered: ({ id, data }) => tellWhenOrderDelivered(id, data),
  orderCancelled: ({ id, data }) => tellWhenOrderCancelled(id, data),
  refundIssued: ({ id, data }) => tellWhenRefundIssued(id, data),
  escrowReleased: ({ id, data }) => tellWhenFundsReleased(id, data),
  payoutPaid: ({ id, data }) => tellWhenPayoutPaid(id, data),
  lowStock: ({ id, data }) => tellWhenStockLow(id, data),
  storeChanged: ({ data }) => tellWhenStoreApproved(data),
} satisfies Reactions;

type Told = keyof typeof REACTIONS;
const NAMES = Object.keys(REACTIONS) as Told[];
const NAME_BY_TYPE = new Map<string, Told>(NAMES.map((name) => [events[name].type, name]));

type Deps = {
  readonly outgoing: (tx: Transaction) => OutgoingPosts;
  readonly clock: Clock;
  /** Called after the commit: there may be mail to send. */
  readonly onQueued: () => void;
};

/** Turns a batch of events into mails and notices, in one statement. */
export const tell = ({ outgoing, clock, onQueued }: Deps): Subscription =>
  subscription({
    group: GROUP,
    on: NAMES,
    // Nobody waits for a mail to the millisecond.
    gatherMs: 20,
    handle: async (tx, received) => {
      await outgoing(tx).add(received.map(postOf), clock.now());
      tx.afterCommit(onQueued);
    },
  });

function postOf(event: EventOf<Told>): Post {
  const name = NAME_BY_TYPE.get(event.type)!;
  return (REACTIONS[name] as (event: EventOf<Told>) => Post)(event);
}

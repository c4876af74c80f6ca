import { type EventName, events, webhookEvents, type WebhookEventType } from '@haat/contracts';
import { subscription, type EventOf, type Subscription, type Transaction } from '@haat/service-kit';
import type { Happening } from '../../application/reactions/queue-deliveries-when-something-happened.ts';

/** The consumer's position is kept under this name: renaming it handles all events once more. */
const GROUP = 'webhooks.tell-partners';

type Told = (typeof webhookEvents)[WebhookEventType]['from'];

const TYPES = Object.keys(webhookEvents) as WebhookEventType[];
const TOLD = TYPES.map((type) => webhookEvents[type].from);
const TYPE_OF = new Map<string, WebhookEventType>(
  TYPES.map((type) => [events[webhookEvents[type].from satisfies EventName].type, type]),
);

type Deps = {
  readonly queue: (tx: Transaction, happenings: readonly Happening[]) => Promise<number>;
  /** Called after the commit: there may be something to deliver. */
  readonly onQueued: () => void;
};

/** Turns a batch of events into deliveries to partners. */
export const tellPartners = ({ queue, onQueued }: Deps): Subscription =>
  subscription({
    group: GROUP,
    on: TOLD,
    // Partners are across the internet; a moment of gathering saves transactions.
    gatherMs: 250,
    handle: async (tx, received) => {
      if ((await queue(tx, received.map(toHappening))) > 0) tx.afterCommit(onQueued);
    },
  });

/** The public form: parsing with the public schema leaves out what is not the partner's to know. */
function toHappening({ id, type, time, data }: EventOf<Told>): Happening {
  const publicType = TYPE_OF.get(type)!;
  return {
    causeId: id,
    storeId: data.storeId,
    type: publicType,
    occurredAt: new Date(time),
    data: webhookEvents[publicType].data.parse(data),
  };
}

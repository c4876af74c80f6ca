import { Counter, Gauge, Histogram } from '@haat/service-kit';

/** What an operator watches of live updates. */
export const liveMetrics = {
  sockets: new Gauge({ name: 'live_sockets', help: 'Sockets that are connected.' }),
  subscriptions: new Gauge({ name: 'live_subscriptions', help: 'Subscriptions of other doors that are open.' }),
  lagging: new Gauge({
    name: 'live_lagging_readers',
    help: 'Readers whose buffer is full; they go on from the table.',
  }),
  delivered: new Counter({
    name: 'live_messages_total',
    help: 'Messages that were given to readers.',
    labelNames: ['door'],
  }),
  gaps: new Counter({ name: 'live_resume_gaps_total', help: 'Resumes from before what is kept.' }),
  ended: new Counter({
    name: 'live_readers_ended_total',
    help: 'Readers that were refused or sent away, by the code they were given.',
    labelNames: ['code'],
  }),
  delay: new Histogram({
    name: 'live_delivery_seconds',
    help: 'From the time an event was written until it was given to a reader who keeps up.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 5],
  }),
  unacknowledged: new Histogram({
    name: 'live_unacknowledged_messages',
    help: 'How far a client was behind what it had been given, whenever it said how far it had got.',
    buckets: [0, 1, 5, 10, 50, 100, 500],
  }),
};

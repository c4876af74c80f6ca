import { Counter, Gauge, Histogram } from 'prom-client';

/** What an operator watches: events that wait, events that failed, and how long events take. */
export const messagingMetrics = {
  pending: new Gauge({
    name: 'outbox_pending',
    help: 'Outbox rows that are not published yet.',
    labelNames: ['database'],
  }),
  oldestAge: new Gauge({
    name: 'outbox_oldest_age_seconds',
    help: 'Age of the oldest outbox row that is not published yet.',
    labelNames: ['database'],
  }),
  publishFailures: new Counter({
    name: 'outbox_publish_failures_total',
    help: 'Attempts to lead, to read the outbox, to publish or to mark that failed; each is repeated.',
    labelNames: ['database'],
  }),
  wakes: new Counter({
    name: 'outbox_wakes_total',
    help: 'What made the relay look into the outbox: a signal of this process, a notification, or the fall-back poll.',
    labelNames: ['database', 'by'],
  }),
  handled: new Counter({
    name: 'inbox_handled_total',
    help: 'Events a consumer group has handled.',
    labelNames: ['group'],
  }),
  retries: new Counter({
    name: 'inbox_retries_total',
    help: 'Deliveries that failed and were repeated or parked.',
    labelNames: ['group'],
  }),
  delivery: new Histogram({
    name: 'event_delivery_seconds',
    help: 'From the time an event was written to the commit of its handler.',
    labelNames: ['group'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 5, 30],
  }),
  deadLetters: new Gauge({
    name: 'dead_letters',
    help: 'Events that are parked because they, or one before them, could not be handled.',
    labelNames: ['group'],
  }),
  workerFailures: new Counter({
    name: 'worker_failures_total',
    help: 'Rounds of a worker that failed; each is repeated.',
    labelNames: ['worker'],
  }),
};

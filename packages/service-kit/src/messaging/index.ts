export { type DeadLetter, listDeadLetters, MAX_DEAD_LETTER_PAGE } from './dead-letters.ts';
export { BusClosed, createEmbeddedBus, type EmbeddedBusOptions } from './embedded-bus.ts';
export type { DeadLetterSelection, EventBus, ReplayOutcome, Tap } from './event-bus.ts';
export { type EventOf, integrationEvent, isEvent, type OutboxEvent, type StoredEnvelope } from './integration-event.ts';
export { messagingMetrics } from './messaging-metrics.ts';
export { createRelay, type Relay, RELAY_POLICY, type RelayOptions, type RelayPolicy } from './relay.ts';
export { type Subscription, subscription } from './subscription.ts';

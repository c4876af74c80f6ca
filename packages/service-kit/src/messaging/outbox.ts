import { events, type IntegrationEvent } from '@haat/contracts';
import { uuidv7 } from 'uuidv7';
import type { Sql } from '../database/database.ts';
import type { OutboxEvent, StoredEnvelope } from './integration-event.ts';

/**
 * Wraps events as CloudEvents 1.0. Their time is the machine's, not the settable clock's: it is when they were
 * written, and what the delivery latency is measured from; times of the business are in their data.
 */
export function toEnvelopes(source: string, published: readonly OutboxEvent[]): StoredEnvelope[] {
  const time = new Date().toISOString();
  return published.map((event) => {
    const { type, topic } = events[event.name];
    const envelope = {
      specversion: '1.0',
      id: uuidv7(),
      source: `/haat/${source}`,
      type,
      subject: event.subject,
      time,
      data: event.data,
    };
    return { topic, key: event.key, envelope: envelope as IntegrationEvent };
  });
}

// One parameter for all rows: arrays of JSON would have to be quoted twice.
const APPEND = `
  INSERT INTO outbox (event_id, topic, key, type, envelope)
  SELECT (row -> 'envelope' ->> 'id')::uuid, row ->> 'topic', row ->> 'key', row -> 'envelope' ->> 'type', row -> 'envelope'
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS event (row, number)
  ORDER BY number`;

/**
 * Writes events into the outbox within the caller's transaction, just before its commit. Positions follow the order of
 * the list, and, since writers of one aggregate wait for one another, the order of the aggregate's changes.
 */
export async function appendToOutbox(sql: Sql, envelopes: readonly StoredEnvelope[]): Promise<void> {
  await sql.query(APPEND, [JSON.stringify(envelopes)]);
}

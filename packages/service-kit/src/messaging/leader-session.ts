import type { IntegrationEvent } from '@haat/contracts';
import pg from 'pg';
import type { StoredEnvelope } from './integration-event.ts';
import { OUTBOX_CHANNEL } from './notifier.ts';

/** A row of the outbox on its way. */
export type OutboxRow = StoredEnvelope & { readonly position: string };

/** Advisory locks are counted per database, so one number serves all services. */
const LEADER_LOCK = 4_820_110_233;
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Marks may be lost in a crash: the events are then handed out again and the inboxes drop them; so they need not wait
 * for the disk. The outbox is nearly all published rows, of which the planner knows only after an ANALYZE: it must not
 * scan them.
 */
const SETTINGS = 'SET synchronous_commit = off; SET enable_seqscan = off';

const TRY_LOCK = `SELECT pg_try_advisory_lock(${LEADER_LOCK}) AS leads`;
const READ = {
  name: 'haat_outbox_read',
  text: `SELECT position, topic, key, envelope FROM outbox
    WHERE published_at IS NULL AND position <> ALL($1::bigint[]) ORDER BY position LIMIT $2`,
};
const MARK = {
  name: 'haat_outbox_mark',
  text: 'UPDATE outbox SET published_at = now() WHERE position = ANY($1::bigint[]) AND published_at IS NULL',
};
const BACKLOG = {
  name: 'haat_outbox_backlog',
  text: `SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS age
    FROM outbox WHERE published_at IS NULL`,
};

/**
 * The relay's own connection. The lock that makes it the leader, what it reads and what it marks live and die with this
 * one connection: a relay that has lost it can neither read nor mark any more.
 */
export class LeaderSession {
  readonly #client: pg.Client;
  #isLost = false;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(
    url: string,
    name: string,
    on: { notified: () => void; lost: () => void },
  ): Promise<LeaderSession> {
    const client = new pg.Client({
      connectionString: url,
      application_name: `${name}.relay`,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: 2 * STATEMENT_TIMEOUT_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      // A mark does not wait for the answer of a read.
      pipeline: true,
    } as pg.ClientConfig);
    const session = new LeaderSession(client);
    const lose = () => {
      session.#isLost = true;
      on.lost();
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', on.notified);
    try {
      await client.connect();
      await client.query(SETTINGS);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** Becomes the leader of the database if nobody else is. */
  async tryToLead(): Promise<boolean> {
    const { rows } = await this.#client.query<{ leads: boolean }>(TRY_LOCK);
    if (rows[0]?.leads !== true) return false;
    await this.#client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    return true;
  }

  /** Unpublished rows in the order of their positions, without those that are on their way already. */
  async read(inFlight: readonly string[], limit: number): Promise<OutboxRow[]> {
    const { rows } = await this.#client.query<OutboxRecord>({ ...READ, values: [inFlight, limit] });
    return rows;
  }

  async mark(positions: readonly string[]): Promise<void> {
    await this.#client.query({ ...MARK, values: [positions] });
  }

  async backlog(): Promise<{ pending: number; age: number }> {
    const { rows } = await this.#client.query<{ pending: number; age: number }>(BACKLOG);
    return rows[0]!;
  }

  /** Runs a statement that is no part of the relaying, and returns how many rows it touched. */
  async run(text: string, values: readonly unknown[]): Promise<number> {
    return (await this.#client.query(text, [...values])).rowCount ?? 0;
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}

type OutboxRecord = { position: string; topic: string; key: string; envelope: IntegrationEvent };

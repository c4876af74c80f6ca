import type pg from 'pg';

/** The channel on which the relay of a database listens. */
export const OUTBOX_CHANNEL = 'haat_outbox';

/** Tells the relay of a database that there is something in its outbox. */
export interface Notifier {
  /** Call it after a commit that wrote events. Never throws and never waits. */
  signal(): void;
  /**
   * Takes signals within this process while the relay that leads is in this process, which spares the round trip.
   * @returns how to stop; signals go to PostgreSQL again from then on
   */
  attach(wake: () => void): () => void;
}

/**
 * NOTIFY stands outside the writing transaction on purpose: PostgreSQL takes a lock over the whole cluster between the
 * pre-commit of a transaction that notifies and the end of its fsync, so that a NOTIFY in every transaction would make
 * all commits of all databases wait for one another. Here at most one is in flight a process and database, and
 * it does not wait for the disk. What a crash between commit and signal swallows, the relay's poll finds.
 */
const NOTIFY = {
  name: 'haat_outbox_notify',
  text: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${OUTBOX_CHANNEL}', '')`,
};

const notifiers = new WeakMap<pg.Pool, Notifier>();

/** The one notifier of a pool. */
export function notifierOf(pool: pg.Pool): Notifier {
  let notifier = notifiers.get(pool);
  if (notifier === undefined) {
    notifier = createNotifier(pool);
    notifiers.set(pool, notifier);
  }
  return notifier;
}

function createNotifier(pool: pg.Pool): Notifier {
  const listeners = new Set<() => void>();
  let inFlight = false;
  let again = false;
  const notify = async () => {
    inFlight = true;
    do {
      again = false;
      await pool.query(NOTIFY).catch(() => {});
    } while (again);
    inFlight = false;
  };
  return {
    signal() {
      if (listeners.size > 0) for (const wake of listeners) wake();
      else if (inFlight) again = true;
      else void notify();
    },
    attach(wake) {
      listeners.add(wake);
      return () => void listeners.delete(wake);
    },
  };
}

import { type Clock, DomainError, serviceIntent } from '@haat/domain';
import {
  type ReservationOutcome,
  type ReservationRequest,
  reserveForCheckout,
} from '../../domain/reservation/reserve-for-checkout.ts';
import type { StockBook } from '../../domain/stock/stock-book.ts';
import type { GroupCommit, UnitOfWork } from '../ports/unit-of-work.ts';
import type { ExpiryAlarm } from '../ports/variants.ts';

/** Most checkouts that are decided in one transaction; bounds how long the rows of a popular variant stay locked. */
export const MAX_RESERVATION_BATCH = 256;

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly groupCommit: GroupCommit;
  readonly alarm: ExpiryAlarm;
};

/**
 * Promises stock to checkouts. The hot spot of the house: buyers of one variant queue for one row, so they are decided
 * together, in the order in which they came, in one transaction of a few statements.
 */
export function createReserveStock(deps: Deps): (request: ReservationRequest) => Promise<ReservationOutcome> {
  const decideTogether = async (batch: ReservationRequest[]): Promise<(ReservationOutcome | Error)[]> => {
    const outcomes = await reserveBatch(deps, batch);
    deps.alarm.setFor(new Date(Math.min(...batch.map(({ expiresAt }) => expiresAt.getTime()))));
    return outcomes;
  };
  return deps.groupCommit(
    async (batch: ReservationRequest[]) => {
      try {
        return await decideTogether(batch);
      } catch (error) {
        if (batch.length === 1) throw error;
        // What the database refuses in one request must not fail the others: each gets its own try.
        return Promise.all(batch.map((request) => decideTogether([request]).then(only, asError)));
      }
    },
    { maxBatch: MAX_RESERVATION_BATCH },
  );
}

function reserveBatch({ unitOfWork, clock }: Deps, batch: readonly ReservationRequest[]) {
  const scope = {
    variantIds: batch.flatMap(({ holds }) => holds.map(({ variantId }) => variantId)),
    checkoutIds: batch.map(({ checkoutId }) => checkoutId),
  };
  const intent = serviceIntent('inventory');
  return unitOfWork.run(intent, ({ stock }) =>
    stock.update(scope, { actor: intent.actor, now: clock.now() }, (book) => batch.map((one) => decide(book, one))),
  );
}

/** A rule that one request breaks is its answer alone; anything else is a defect of the whole batch. */
function decide(book: StockBook, request: ReservationRequest): ReservationOutcome | Error {
  try {
    return reserveForCheckout(book, request);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const only = <T>([first]: T[]): T => first!;
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

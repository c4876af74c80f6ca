import { LIMITS } from '@haat/contracts';
import { allocate, money } from '@haat/domain';
import { costOf, type RecordedOrder, type RecordedPayment } from './history.ts';

export type TenderMethod = 'card' | 'debit_card' | 'bank_slip' | 'voucher';

/** One payment towards a checkout, as it will be made. */
export type PlannedTender = {
  readonly method: TenderMethod;
  readonly amountMinor: bigint;
  readonly installments: number;
  readonly sequence: number;
};

export type TenderPlan = {
  readonly tenders: readonly PlannedTender[];
  /** Recorded payments that are no payment: of nothing, or of a kind that is not defined. */
  readonly dropped: readonly RecordedPayment[];
  /** Payments that were put together with another of their kind, because a checkout takes only so many. */
  readonly merged: number;
};

export const METHODS: Readonly<Record<string, TenderMethod>> = {
  credit_card: 'card',
  debit_card: 'debit_card',
  boleto: 'bank_slip',
  voucher: 'voucher',
};

const MAX_INSTALLMENTS = 36;

/**
 * How an order is paid: by its recorded payments, one by one. Where they do not add up to what the order costs, the
 * recorded mix is scaled to that, so that the order can exist and the difference can be shown.
 */
export function planTenders(order: RecordedOrder): TenderPlan {
  const dropped = order.payments.filter(({ kind, amountMinor }) => amountMinor === 0n || METHODS[kind] === undefined);
  const kept = order.payments.filter((payment) => !dropped.includes(payment));
  const cost = costOf(order);
  // A checkout names at least one payment, also one that is tried without items and without a recorded payment.
  const mix =
    kept.length > 0
      ? kept
      : [{ sequence: 1, kind: 'credit_card', installments: 1, amountMinor: cost > 0n ? cost : 1n }];
  const amounts = cost === 0n ? mix.map(({ amountMinor }) => amountMinor) : scaled(mix, cost);
  const tenders = mix
    .map(({ kind, installments, sequence }, index) => ({
      method: METHODS[kind]!,
      amountMinor: amounts[index]!,
      installments: Math.min(Math.max(installments, 1), MAX_INSTALLMENTS),
      sequence,
    }))
    .filter(({ amountMinor }) => amountMinor > 0n);
  const fitting = withinLimit(tenders);
  return { tenders: fitting, dropped, merged: tenders.length - fitting.length };
}

/** The recorded amounts where they fit; otherwise their shares of what is needed, to the cent. */
function scaled(mix: readonly RecordedPayment[], cost: bigint): bigint[] {
  const amounts = mix.map(({ amountMinor }) => amountMinor);
  if (amounts.reduce((sum, amount) => sum + amount, 0n) === cost) return amounts;
  return allocate(money(cost, 'BRL'), amounts).map(({ amountMinor }) => amountMinor);
}

/** The surplus goes into the last tender of the same method that is kept. */
function withinLimit(tenders: readonly PlannedTender[]): PlannedTender[] {
  const kept = tenders.slice(0, LIMITS.tenders);
  for (const surplus of tenders.slice(LIMITS.tenders)) {
    const index = kept.findLastIndex(({ method }) => method === surplus.method);
    if (index === -1) throw new Error(`more than ${LIMITS.tenders} payments of different kinds for one order`);
    kept[index] = { ...kept[index]!, amountMinor: kept[index]!.amountMinor + surplus.amountMinor };
  }
  return kept;
}

import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import {
  commissionRevenue,
  providerClearing,
  storeAvailable,
  storeDebt,
  voucherAccount,
} from '../domain/ledger/account.ts';
import type { EscrowStream } from '../domain/escrow/escrow-stream.ts';
import { MoneyWork } from '../domain/money/money-work.ts';
import type { PaymentStream } from '../domain/payment/payment-stream.ts';
import type { CommissionPolicy } from '../domain/policies/commission-policy.ts';
import type { ReleasePolicy } from '../domain/policies/release-policy.ts';
import type { Stores, UnitOfWork } from './ports/stores.ts';

/** What every use case of this context gets. */
export type MoneyRoom = {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly commission: CommissionPolicy;
  readonly releaseDue: ReleasePolicy;
};

export type Locked = { readonly payments?: readonly PaymentStream[]; readonly escrows?: readonly EscrowStream[] };

/**
 * Begins money work on streams that are locked: locks, in one go and in order, the accounts that others may be moving at
 * the same time, so that decisions read balances that stay.
 */
export async function beginWork(
  room: Pick<MoneyRoom, 'clock' | 'ids'>,
  stores: Stores,
  { actor, accounts }: { actor: string; accounts: readonly string[] },
): Promise<MoneyWork> {
  const balances =
    accounts.length === 0 ? new Map<string, bigint>() : await stores.ledger.lockBalances([...new Set(accounts)]);
  return new MoneyWork({ at: room.clock.now(), actor }, () => room.ids.next(), balances);
}

/** Accounts that a release or a refund of these escrows may read or move, besides the escrows' own. */
export const accountsOfEscrows = (escrows: readonly EscrowStream[]): string[] =>
  escrows.flatMap(({ state: { terms } }) => [
    storeDebt(terms.storeId, terms.currency).code,
    storeAvailable(terms.storeId, terms.currency).code,
    commissionRevenue(terms.currency).code,
  ]);

/** Accounts that the tenders of these payments come from and go back to. */
export const accountsOfPayments = (payments: readonly PaymentStream[]): string[] =>
  payments.flatMap(({ state: { terms } }) =>
    terms.tenders.map((tender) =>
      tender.method === 'voucher'
        ? voucherAccount(tender.token, terms.currency).code
        : providerClearing(tender.method, terms.currency).code,
    ),
  );

export const actorOf = (intent: Intent): string => principalOf(intent.actor);

export const SERVICE_ACTOR = 'service:payments';

export const byPaymentId = (payments: readonly PaymentStream[]): Map<string, PaymentStream> =>
  new Map(payments.map((payment) => [payment.state.terms.paymentId, payment]));

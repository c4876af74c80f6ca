import type { Check } from '../check.ts';
import { checkoutsHaveOrdersAndPayment } from './checkouts-have-orders-and-payment.ts';
import { conversionsMatchLedger } from './conversions-match-ledger.ts';
import { escrowFollowsOrder } from './escrow-follows-order.ts';
import { escrowsMatchLedger } from './escrows-match-ledger.ts';
import { eventsAreHandledOnce } from './events-are-handled-once.ts';
import { explanationsAddUp } from './explanations-add-up.ts';
import { historyCannotBeEdited } from './history-cannot-be-edited.ts';
import { keysHaveAnswers } from './keys-have-answers.ts';
import { ledgerAddsUpToZero } from './ledger-adds-up-to-zero.ts';
import { ledgerBalancesAreFolds } from './ledger-balances-are-folds.ts';
import { ledgerBalancesEachTransaction } from './ledger-balances-each-transaction.ts';
import { ledgerNeverBelowZero } from './ledger-never-below-zero.ts';
import { linesBelongToTheStore } from './lines-belong-to-the-store.ts';
import { messagesMove } from './messages-move.ts';
import { ordersAreFolds } from './orders-are-folds.ts';
import { ordersDoNotGetStuck } from './orders-do-not-get-stuck.ts';
import { paidOrdersHaveEscrow } from './paid-orders-have-escrow.ts';
import { escrowsAreFolds, paymentsAreFolds } from './payments-are-folds.ts';
import { clearingEqualsProvider, payoutsAgree, providerChargesAgree } from './provider-agrees.ts';
import { rowsBelongToStores } from './rows-belong-to-stores.ts';
import { stockIsFold } from './stock-is-fold.ts';
import { reservationsFollowOrders, unitsLeaveTheShelfOnce } from './units-follow-orders.ts';
import { walletsNowAreStored } from './wallets-now-are-stored.ts';

/** Everything that is proved, in the order in which it is. */
export const CHECKS: readonly Check[] = [
  ledgerBalancesEachTransaction,
  ledgerBalancesAreFolds,
  ledgerNeverBelowZero,
  ledgerAddsUpToZero,
  escrowsMatchLedger,
  conversionsMatchLedger,
  paymentsAreFolds,
  escrowsAreFolds,
  ordersAreFolds,
  explanationsAddUp,
  walletsNowAreStored,
  historyCannotBeEdited,
  stockIsFold,
  unitsLeaveTheShelfOnce,
  keysHaveAnswers,
  checkoutsHaveOrdersAndPayment,
  paidOrdersHaveEscrow,
  escrowFollowsOrder,
  providerChargesAgree,
  clearingEqualsProvider,
  payoutsAgree,
  reservationsFollowOrders,
  ordersDoNotGetStuck,
  messagesMove,
  eventsAreHandledOnce,
  rowsBelongToStores,
  linesBelongToTheStore,
];

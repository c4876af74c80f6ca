import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { File } from './file.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

type List<P extends 'listPayouts' | 'listDisputes' | 'listLedger' | 'listConversions' | 'listExchangeRates'> = Output<
  'payments',
  P
>['items'][number];

export const Payment: Ref<Output<'payments', 'getPayment'>> = output('Payment', schemaAt('payments', 'getPayment'), {
  within: { tenders: 'PaymentTender' },
});
export const Escrow: Ref<Output<'payments', 'getEscrow'>> = output('Escrow', schemaAt('payments', 'getEscrow'));
export const Payout: Ref<List<'listPayouts'>> = output('Payout', schemaAt('payments', 'listPayouts', 'items', '[]'));
export const Dispute: Ref<List<'listDisputes'>> = output(
  'Dispute',
  schemaAt('payments', 'listDisputes', 'items', '[]'),
);
export const Refund: Ref<Output<'payments', 'refundOrder'>> = output('Refund', schemaAt('payments', 'refundOrder'));
export const Voucher: Ref<Output<'payments', 'getVoucher'>> = output('Voucher', schemaAt('payments', 'getVoucher'));
export const ExchangeRate: Ref<List<'listExchangeRates'>> = output(
  'ExchangeRate',
  schemaAt('payments', 'listExchangeRates', 'items', '[]'),
);
export const Conversion: Ref<List<'listConversions'>> = output(
  'Conversion',
  schemaAt('payments', 'listConversions', 'items', '[]'),
);
const Wallet = output<object>('Wallet', schemaAt('payments', 'getWallet', 'wallets', '[]'));
const LedgerEntry = output<List<'listLedger'>>('LedgerEntry', schemaAt('payments', 'listLedger', 'items', '[]'));
const TrialBalanceRow = output<object>('TrialBalanceRow', schemaAt('payments', 'trialBalance', 'rows', '[]'));

builder.queryFields((t) => ({
  payment: lookupField(t, { context: 'payments', procedure: 'getPayment', type: Payment }),
  voucher: lookupField(t, { context: 'payments', procedure: 'getVoucher', type: Voucher }),
  escrow: lookupField(t, { context: 'payments', procedure: 'getEscrow', type: Escrow }),
  wallets: lookupField(t, {
    context: 'payments',
    procedure: 'getWallet',
    type: [Wallet],
    pick: ({ wallets }: Output<'payments', 'getWallet'>) => wallets,
  }),
  statement: lookupField(t, { context: 'payments', procedure: 'getStatement', type: File }),
  statementPdf: lookupField(t, { context: 'payments', procedure: 'getStatementPdf', type: File }),
  payouts: connectionField(t, Payout, { context: 'payments', procedure: 'listPayouts' }),
  payoutRequests: connectionField(t, Payout, { context: 'payments', procedure: 'listPayoutRequests' }),
  disputes: connectionField(t, Dispute, { context: 'payments', procedure: 'listDisputes' }),
  conversions: connectionField(t, Conversion, { context: 'payments', procedure: 'listConversions' }),
  exchangeRates: connectionField(t, ExchangeRate, { context: 'payments', procedure: 'listExchangeRates' }),
  ledger: connectionField(t, LedgerEntry, { context: 'payments', procedure: 'listLedger' }),
  trialBalance: lookupField(t, {
    context: 'payments',
    procedure: 'trialBalance',
    type: [TrialBalanceRow],
    pick: ({ rows }: Output<'payments', 'trialBalance'>) => rows,
  }),
}));

import { builder } from './builder.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output } from './from-contracts/outputs.ts';
import { alternativesOf } from './from-contracts/procedures.ts';
import { Dispute, ExchangeRate, Payment, Payout, Refund, Voucher } from './payments.ts';

const { converted, rate_changed: rateChanged } = alternativesOf('payments', 'convertBalance');
const BalanceConverted = output<object>('BalanceConverted', converted!, { omit: ['outcome'] });
const RateChanged = output<object>('RateChanged', rateChanged!, { omit: ['outcome'] });

const ConvertBalanceResult = builder.unionType('ConvertBalanceResult', {
  description: 'What became of a conversion. Nothing has happened unless the balance was converted.',
  types: [BalanceConverted, RateChanged] as never,
  resolveType: (({ outcome }: { outcome: string }) =>
    outcome === 'converted' ? 'BalanceConverted' : 'RateChanged') as never,
});

mutations('payments', [
  { procedure: 'confirmReturn', gives: ['payment', Payment] },
  { procedure: 'issueVoucher', gives: ['voucher', Voucher] },
  { procedure: 'refundOrder', gives: ['refund', Refund] },
  { procedure: 'openDispute', gives: ['dispute', Dispute] },
  { procedure: 'decideDispute', gives: ['dispute', Dispute] },
  { procedure: 'requestPayout', gives: ['payout', Payout] },
  { procedure: 'decidePayout', gives: ['payout', Payout] },
  { procedure: 'setCommissionRate' },
  { procedure: 'setExchangeRate', gives: ['exchangeRate', ExchangeRate] },
  { procedure: 'convertBalance', result: { type: ConvertBalanceResult, resolve: (outcome: object) => outcome } },
]);

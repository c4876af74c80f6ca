import type { ProviderCall } from '../../domain/money/provider-call.ts';
import { type PaymentProvider, resultOf } from '../ports/payment-provider.ts';
import type { ProviderCallQueue } from '../ports/provider-call-queue.ts';
import type { TenderNews } from './settle-tenders.ts';

export type ProviderCallDeps = {
  readonly provider: PaymentProvider;
  readonly queue: Pick<ProviderCallQueue, 'finish'>;
  readonly settle: (news: TenderNews) => Promise<unknown>;
  readonly payoutPaid: (payoutId: string) => Promise<unknown>;
};

/**
 * Makes one call to the provider, outside any transaction, and books its answer. After a crash or an error it is made
 * again with the same key.
 */
export async function makeProviderCall(deps: ProviderCallDeps, call: ProviderCall): Promise<void> {
  switch (call.kind) {
    case 'charge':
      return charge(deps, call);
    case 'refund': {
      const { tenderId, ...amount } = call.request;
      await deps.provider.refund({ refundKey: call.key, tenderId, amount });
      return deps.queue.finish(call);
    }
    case 'payout': {
      const { storeId, ...amount } = call.request;
      await deps.provider.payOut({ payoutId: call.key, storeId, amount });
      await deps.payoutPaid(call.key);
      return;
    }
  }
}

async function charge(deps: ProviderCallDeps, call: ProviderCall & { kind: 'charge' }): Promise<void> {
  const news = { paymentId: call.paymentId, tenderId: call.key, finishesCharge: true };
  const { method, token, installments, amountMinor, currency, returnReference } = call.request;
  if (method === 'voucher') {
    await deps.settle({ ...news, result: { kind: 'voucher' } });
    return;
  }
  const amount = { amountMinor, currency };
  const answer = await deps.provider.charge({
    tenderId: call.key,
    method,
    token,
    installments,
    amount,
    returnReference,
  });
  const result = resultOf(answer);
  if (result === null) return deps.queue.finish(call);
  await deps.settle({ ...news, result });
}

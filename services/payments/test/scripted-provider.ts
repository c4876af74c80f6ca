import type { ChargeStatus, PaymentProvider } from '../src/application/ports/payment-provider.ts';

type Charge = Parameters<PaymentProvider['charge']>[0];

/** A provider in memory that answers at once by token, and keeps what it was asked. One charge a key, like a real one. */
export function scriptedProvider() {
  const charges = new Map<string, Charge>();
  const refunds = new Map<string, { tenderId: string; amountMinor: bigint }>();
  const payouts = new Map<string, bigint>();
  const answers = new Map<string, ChargeStatus>();
  let calls = 0;
  const provider: PaymentProvider = {
    async charge(request) {
      calls += 1;
      charges.set(request.tenderId, charges.get(request.tenderId) ?? request);
      const answer = answers.get(request.tenderId) ?? scripted(request.token);
      answers.set(request.tenderId, answer);
      return answer;
    },
    status: async (tenderId) => answers.get(tenderId) ?? null,
    async refund({ refundKey, tenderId, amount }) {
      refunds.set(refundKey, { tenderId, amountMinor: amount.amountMinor });
    },
    async payOut({ payoutId, amount }) {
      payouts.set(payoutId, amount.amountMinor);
    },
  };
  return { provider, charges, refunds, payouts, answers, calls: () => calls };
}

function scripted(token: string): ChargeStatus {
  if (token === 'tok_decline') return { status: 'declined', declineCode: 'card_declined' };
  return { status: token === 'tok_timeout' ? 'processing' : 'succeeded' };
}

import type { MoneyWire } from '@haat/contracts';
import type { Money } from '@haat/domain';
import { z } from 'zod';
import type { ChargeStatus, PaymentProvider } from '../../application/ports/payment-provider.ts';
import type { SimulatorTransport } from './transport.ts';

const chargeAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('succeeded') }),
  z.object({ status: z.literal('processing') }),
  z.object({ status: z.literal('declined'), declineCode: z.string() }),
]);

/** A payment provider that is simulated; its keys are our tender, refund and payout ids. */
export function createSimulatorProvider(send: SimulatorTransport): PaymentProvider {
  const post = async (path: string, body: unknown): Promise<unknown> =>
    accepted(path, await send({ method: 'POST', path, body }));
  return {
    async charge({ tenderId, method, token, installments, amount, returnReference }) {
      const body = { key: tenderId, method, token, installments, amount: wire(amount), reference: returnReference };
      return chargeAnswer.parse(await post('/simulator/charges', body));
    },
    async status(tenderId): Promise<ChargeStatus | null> {
      const path = `/simulator/charges/${tenderId}`;
      const answer = await send({ method: 'GET', path });
      return answer.status === 404 ? null : chargeAnswer.parse(accepted(path, answer));
    },
    async refund({ refundKey, tenderId, amount }) {
      await post('/simulator/refunds', { key: refundKey, chargeKey: tenderId, amount: wire(amount) });
    },
    async payOut({ payoutId, storeId, amount }) {
      await post('/simulator/payouts', { key: payoutId, destination: storeId, amount: wire(amount) });
    },
  };
}

function accepted(path: string, { status, body }: { status: number; body: unknown }): unknown {
  if (status < 200 || status > 299) throw new Error(`the simulator answered ${status} to ${path}`);
  return body;
}

const wire = ({ amountMinor, currency }: Money): MoneyWire => ({ amountMinor: amountMinor.toString(), currency });

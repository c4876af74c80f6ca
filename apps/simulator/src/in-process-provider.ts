import type { Money } from '@haat/domain';
import type { ChargeAnswer, ChargeRequest } from './charge.ts';
import { type Books } from './api.ts';
import { answerOf } from './charge.ts';
import { SimulatorFault } from './charge-books.ts';

type Charge = Omit<ChargeRequest, 'key' | 'reference' | 'amount'> & {
  tenderId: string;
  returnReference: string;
  amount: Money;
};

/** The provider as payments knows it, for the shape in which both run in one process: no socket, no JSON. */
export const inProcessProvider = ({ charges, refunds }: Books) => ({
  charge: ({ tenderId, returnReference, amount, ...request }: Charge): Promise<ChargeAnswer> =>
    charges.charge({ ...request, key: tenderId, reference: returnReference, amount: plain(amount) }),
  async status(tenderId: string): Promise<ChargeAnswer | null> {
    try {
      return answerOf(await charges.find(tenderId));
    } catch (error) {
      if (error instanceof SimulatorFault && error.status === 404) return null;
      throw error;
    }
  },
  refund: ({ refundKey, tenderId, amount }: { refundKey: string; tenderId: string; amount: Money }): Promise<void> =>
    refunds.refund({ key: refundKey, chargeKey: tenderId, amount: plain(amount) }),
  payOut: ({ payoutId, storeId, amount }: { payoutId: string; storeId: string; amount: Money }): Promise<void> =>
    refunds.payOut({ key: payoutId, destination: storeId, amount: plain(amount) }),
});

const plain = ({ amountMinor, currency }: Money) => ({ amountMinor: amountMinor.toString(), currency });

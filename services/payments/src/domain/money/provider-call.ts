import type { Currency } from '@haat/domain';
import type { CardMethod } from '../payment/payment.ts';

/**
 * A call to the provider that must be made, decided together with what it is for and made after the commit. The key
 * makes a repeated call harmless.
 */
export type ProviderCall =
  | {
      readonly kind: 'charge';
      readonly key: string;
      readonly paymentId: string;
      readonly request: {
        method: 'voucher' | CardMethod;
        token: string;
        installments: number;
        amountMinor: bigint;
        currency: Currency;
        returnReference: string;
      };
    }
  | {
      readonly kind: 'refund';
      readonly key: string;
      readonly paymentId: string;
      readonly request: { tenderId: string; amountMinor: bigint; currency: Currency };
    }
  | {
      readonly kind: 'payout';
      readonly key: string;
      readonly paymentId: null;
      readonly request: { storeId: string; amountMinor: bigint; currency: Currency };
    };

import type { Currency } from '@haat/domain';

export type CardMethod = 'card' | 'debit_card' | 'bank_slip';
export type TenderMethod = CardMethod | 'voucher';
export type PaymentStatus = 'processing' | 'completed' | 'failed' | 'cancelled';
export type TenderStatus = 'pending' | 'succeeded' | 'declined' | 'refunded' | 'cancelled';
export type FailureReason = 'declined' | 'timed_out';

/** One line of an order as it was sold; amounts are for the whole quantity. */
export type SoldLine = {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly itemsMinor: bigint;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
};

/** One order of the checkout, with the commission rate that was in force at the sale. */
export type SoldOrder = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly storeId: string;
  readonly totalMinor: bigint;
  readonly commissionRateBasisPoints: number;
  readonly lines: readonly SoldLine[];
};

/** One means of payment towards the checkout. `token` is the provider's name for it, or the voucher's code. */
export type Tender = {
  readonly tenderId: string;
  readonly method: TenderMethod;
  readonly token: string;
  readonly installments: number;
  readonly amountMinor: bigint;
};

/** What a payment is for and by what it is paid; fixed when it is opened. */
export type PaymentTerms = {
  readonly paymentId: string;
  readonly checkoutId: string;
  /** The buyer: `user:<id>` or `guest:<id>`. */
  readonly owner: string;
  readonly currency: Currency;
  readonly totalMinor: bigint;
  readonly tenders: readonly Tender[];
  readonly orders: readonly SoldOrder[];
  readonly expiresAt: Date;
};

export type TenderProgress = {
  readonly tenderId: string;
  readonly status: TenderStatus;
  readonly declineCode: string | null;
  readonly refundedMinor: bigint;
};

/** What has become of a payment. */
export type PaymentProgress = {
  readonly status: PaymentStatus;
  readonly openedAt: Date;
  readonly settledAt: Date | null;
  readonly failureReason: FailureReason | null;
  readonly declineCode: string | null;
  /** In the order of the terms' tenders. */
  readonly tenders: readonly TenderProgress[];
  /** Orders that were cancelled before the payment was settled. */
  readonly cancelledOrderIds: readonly string[];
};

export type Payment = { readonly terms: PaymentTerms; readonly progress: PaymentProgress };

export type TenderInHand = Tender & TenderProgress;

export const tendersOf = ({ terms, progress }: Payment): TenderInHand[] =>
  terms.tenders.map((tender, index) => ({ ...tender, ...progress.tenders[index]! }));

/** Money that came in through a tender and has not been given back. */
export const leftOn = (tender: TenderInHand): bigint =>
  tender.status === 'succeeded' ? tender.amountMinor - tender.refundedMinor : 0n;

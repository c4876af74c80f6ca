import { z } from 'zod';

import { tenderMethod } from './ordering-schemas.ts';
import { currency, id, instant, money, signedMoney } from './shared.ts';

export const paymentStatus = () => z.enum(['processing', 'completed', 'failed', 'cancelled']);
export const tenderStatus = () => z.enum(['pending', 'succeeded', 'declined', 'refunded', 'cancelled']);

export const payment = () =>
  z.object({
    paymentId: id(),
    checkoutId: id(),
    status: paymentStatus(),
    amount: money(),
    tenders: z.array(
      z.object({
        tenderId: id(),
        method: tenderMethod(),
        amount: money(),
        status: tenderStatus(),
        declineCode: z.string().nullable(),
      }),
    ),
    openedAt: instant(),
    settledAt: instant().nullable(),
  });

export const escrowStatus = () => z.enum(['held', 'frozen', 'released', 'refunded']);

export const escrow = () =>
  z.object({
    orderId: id(),
    storeId: id(),
    status: escrowStatus(),
    /** What was locked when the order was paid. */
    locked: money(),
    /** What is still locked. */
    held: money(),
    refunded: money(),
    /** Frozen at the sale; refunds give it back at this same rate. */
    commissionRateBasisPoints: z.int(),
    commission: money(),
    releaseDueAt: instant().nullable(),
    releasedAt: instant().nullable(),
  });

export const wallet = () =>
  z.object({
    storeId: id(),
    currency: currency(),
    /** In escrow for this store. */
    pending: signedMoney(),
    /** Can be paid out. */
    available: signedMoney(),
    /** Owed to the platform from refunds after release; taken from later earnings first. */
    debt: signedMoney(),
    /** Asked for and not yet paid out. */
    inPayout: signedMoney(),
    asOf: instant(),
  });

export const payout = () =>
  z.object({
    payoutId: id(),
    storeId: id(),
    amount: money(),
    status: z.enum(['requested', 'approved', 'paid', 'rejected']),
    requestedAt: instant(),
    decidedAt: instant().nullable(),
  });

export const dispute = () =>
  z.object({
    disputeId: id(),
    orderId: id(),
    status: z.enum(['open', 'released', 'refunded', 'split']),
    reason: z.string(),
    openedAt: instant(),
    decidedAt: instant().nullable(),
    refund: money().nullable(),
  });

export const refund = () =>
  z.object({
    refundId: id(),
    orderId: id(),
    amount: money(),
    /** Of the amount: what the platform gave back of its commission. */
    commissionReturned: money(),
    /** Of the amount: taken from the store after release (available first, then as debt). */
    clawedBack: money(),
    reason: z.string(),
    refundedAt: instant(),
  });

export const ledgerEntry = () =>
  z.object({
    transactionId: id(),
    kind: z.string(),
    account: z.string(),
    amount: signedMoney(),
    at: instant(),
    reference: z.string(),
  });

export const voucher = () => z.object({ code: z.string(), value: money(), remaining: money(), issuedAt: instant() });

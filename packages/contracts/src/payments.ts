import { z } from 'zod';
import { personalDataOf } from './personal-data.ts';
import { defineContract, mutation, query, storeMember } from './contract.ts';

import { exchangeProcedures } from './payments-exchange.ts';
import {
  currency,
  file,
  id,
  instant,
  LIMITS,
  nothing,
  opaque,
  pageInput,
  pageOf,
  positiveAmountMinor,
  positiveMoney,
  quantity,
  signedMoney,
  text,
} from './shared.ts';
import { payment, escrow, wallet, payout, dispute, refund, ledgerEntry, voucher } from './payments-schemas.ts';

const period = { from: instant(), to: instant() };

/** Payments, the double-entry ledger, escrow, refunds, disputes, wallets and payouts. */
export const paymentsContract = defineContract('payments', {
  personalDataOf: personalDataOf(),
  ...exchangeProcedures,
  getPayment: query({
    summary: 'Show the payment of my checkout',
    access: 'guest',
    input: z.object({ checkoutId: id() }),
    output: payment(),
    errors: ['payments.payment_not_found'],
    rest: { method: 'GET', path: '/v1/payments/{checkoutId}' },
  }),
  confirmReturn: mutation({
    summary: "Take the browser's return from the provider; completes the payment if the provider says so",
    access: 'guest',
    input: z.object({ checkoutId: id() }),
    output: payment(),
    errors: ['payments.payment_not_found'],
    rest: { method: 'POST', path: '/v1/payments/{checkoutId}/return' },
  }),
  receiveWebhook: mutation({
    summary: "Take a provider's webhook; it is authenticated by its signature over the raw body",
    access: 'public',
    input: z.object({
      provider: z.enum(['simulator']),
      signature: z.string().max(500),
      payload: z.string().max(65_536),
    }),
    output: z.object({ received: z.literal(true) }),
    errors: ['payments.webhook_signature_invalid', 'payments.webhook_invalid'],
  }),
  issueVoucher: mutation({
    summary: 'Issue a voucher that pays for orders',
    access: 'admin',
    idempotency: 'required',
    input: z.object({ code: z.string().regex(/^[A-Za-z0-9-]{4,60}$/), value: positiveMoney() }),
    output: voucher(),
    errors: ['payments.voucher_code_taken'],
    rest: { method: 'POST', path: '/v1/vouchers', status: 201 },
  }),
  getVoucher: query({
    summary: 'Show a voucher by its code',
    access: 'user',
    input: z.object({ code: opaque(60, 4) }),
    output: voucher(),
    errors: ['payments.voucher_not_found'],
    rest: { method: 'GET', path: '/v1/vouchers/{code}' },
  }),
  getEscrow: query({
    summary: "Show what is held for an order (its store's members and admins)",
    access: 'party',
    input: z.object({ orderId: id() }),
    output: escrow(),
    errors: ['payments.escrow_not_found'],
    rest: { method: 'GET', path: '/v1/payments/escrows/{orderId}' },
  }),
  refundOrder: mutation({
    summary: 'Refund an order in full, or by lines, at the commission rate of its sale',
    access: 'party',
    idempotency: 'required',
    input: z.object({
      orderId: id(),
      /** Left out: everything that is left. */
      lines: z
        .array(z.object({ orderLineId: id(), quantity: quantity() }))
        .min(1)
        .max(LIMITS.cartLines)
        .optional(),
      reason: text(500),
    }),
    output: refund(),
    errors: [
      'payments.escrow_not_found',
      'payments.nothing_to_refund',
      'payments.line_not_found',
      'payments.too_many_units',
      'payments.escrow_frozen',
    ],
    rest: { method: 'POST', path: '/v1/refunds', status: 201 },
  }),
  openDispute: mutation({
    summary: 'Dispute an order whose money is still held; the escrow is frozen until it is decided',
    access: 'party',
    input: z.object({ orderId: id(), reason: text(1000) }),
    output: dispute(),
    errors: ['payments.escrow_not_found', 'payments.wrong_status', 'payments.already_disputed'],
    rest: { method: 'POST', path: '/v1/disputes', status: 201 },
  }),
  decideDispute: mutation({
    summary: 'Decide a dispute: release to the store, refund the buyer, or split',
    access: 'admin',
    idempotency: 'required',
    input: z.object({
      disputeId: id(),
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('release') }),
        z.object({ kind: z.literal('refund') }),
        z.object({ kind: z.literal('split'), refundMinor: positiveAmountMinor() }),
      ]),
    }),
    output: dispute(),
    errors: ['payments.dispute_not_found', 'payments.dispute_decided', 'payments.amount_too_large'],
    rest: { method: 'POST', path: '/v1/disputes/{disputeId}/decision' },
  }),
  listDisputes: query({
    summary: 'List disputes, newest first',
    access: 'admin',
    input: z.object({ ...pageInput, status: z.enum(['open', 'released', 'refunded', 'split']).optional() }),
    output: pageOf(dispute()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/disputes' },
  }),
  getWallet: query({
    summary: "Show a store's wallet, now or as it stood at a past moment",
    access: storeMember('manager'),
    input: z.object({ storeId: id(), asOf: instant().optional() }),
    output: z.object({ wallets: z.array(wallet()) }),
    rest: { method: 'GET', path: '/v1/stores/{storeId}/wallet' },
  }),
  getStatement: query({
    summary: "Explain a store's balance entry by entry, as CSV",
    access: storeMember('manager'),
    input: z.object({ storeId: id(), currency: currency(), ...period }),
    output: file(),
    errors: ['payments.period_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/statements/csv', produces: 'text/csv' },
  }),
  getStatementPdf: query({
    summary: "Explain a store's balance entry by entry, as PDF",
    access: storeMember('manager'),
    input: z.object({ storeId: id(), currency: currency(), ...period }),
    output: file(),
    errors: ['payments.period_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/statements/pdf', produces: 'application/pdf' },
  }),
  requestPayout: mutation({
    summary: 'Ask for available money to be paid out',
    access: storeMember('owner'),
    idempotency: 'required',
    input: z.object({ storeId: id(), amount: positiveMoney() }),
    output: payout(),
    errors: ['payments.insufficient_funds'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/payouts', status: 201 },
  }),
  listPayouts: query({
    summary: "List a store's payouts, newest first",
    access: storeMember('manager'),
    input: z.object({ ...pageInput, storeId: id() }),
    output: pageOf(payout()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/payouts' },
  }),
  listPayoutRequests: query({
    summary: 'List payouts of all stores by status, newest first',
    access: 'admin',
    input: z.object({ ...pageInput, status: z.enum(['requested', 'approved', 'paid', 'rejected']).optional() }),
    output: pageOf(payout()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/payouts' },
  }),
  decidePayout: mutation({
    summary: 'Approve a payout, which sends the money, or reject it, which gives it back to the wallet',
    access: 'admin',
    idempotency: 'required',
    input: z.object({ payoutId: id(), approve: z.boolean() }),
    output: payout(),
    errors: ['payments.payout_not_found', 'payments.payout_decided'],
    rest: { method: 'POST', path: '/v1/payouts/{payoutId}/decision' },
  }),
  setCommissionRate: mutation({
    summary: "Set a store's commission rate for sales from now on",
    access: 'admin',
    input: z.object({ storeId: id(), rateBasisPoints: z.int().min(0).max(5_000) }),
    output: z.object({ storeId: id(), rateBasisPoints: z.int() }),
    rest: { method: 'PUT', path: '/v1/payments/commission-rates/{storeId}' },
  }),
  listLedger: query({
    summary: 'List ledger entries, newest first',
    access: 'admin',
    input: z.object({ ...pageInput, account: opaque(120, 0).optional(), reference: opaque(120, 0).optional() }),
    output: pageOf(ledgerEntry()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/ledger/entries' },
  }),
  trialBalance: query({
    summary: 'Sum the ledger by kind of account and currency; each currency adds up to zero',
    access: 'admin',
    input: nothing(),
    output: z.object({
      rows: z.array(z.object({ kind: z.string(), balance: signedMoney(), accounts: z.int(), entries: z.int() })),
    }),
    rest: { method: 'GET', path: '/v1/ledger/trial-balance' },
  }),
});

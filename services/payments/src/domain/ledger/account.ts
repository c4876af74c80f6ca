import type { Currency } from '@haat/domain';

export type AccountKind =
  | 'provider_clearing'
  | 'escrow'
  | 'store_available'
  | 'store_debt'
  | 'commission'
  | 'voucher'
  | 'voucher_funding'
  | 'payout_pending'
  | 'bank'
  | 'unapplied'
  | 'fx_position';

/**
 * An account of the ledger. Its code says all about it, so that two writers who name the same account agree. What we owe
 * to others is positive; what a provider owes to us, and what voucher campaigns cost us, is negative.
 */
export type Account = {
  readonly code: string;
  readonly kind: AccountKind;
  /** The store whose wallet the account belongs to, or the payment; null for the platform's own. */
  readonly owner: string | null;
  readonly currency: Currency;
  /** Its balance never goes below zero; the database refuses it. */
  readonly protected: boolean;
};

/** Money that a provider has taken from buyers and owes to us, by method of payment. */
export const providerClearing = (method: string, currency: Currency): Account =>
  account('provider_clearing', method, { currency, owner: null, protected: false });

/** An order's money until both sides are served. It belongs to the wallet of the order's store as pending. */
export const escrowOf = (order: { orderId: string; storeId: string }, currency: Currency): Account =>
  account('escrow', order.orderId, { currency, owner: order.storeId, protected: true });

export const storeAvailable = (storeId: string, currency: Currency): Account =>
  account('store_available', storeId, { currency, owner: storeId, protected: true });

/** What a store owes after refunds of money it already had; zero or less. */
export const storeDebt = (storeId: string, currency: Currency): Account =>
  account('store_debt', storeId, { currency, owner: storeId, protected: false });

export const commissionRevenue = (currency: Currency): Account =>
  account('commission', null, { currency, owner: null, protected: false });

export const voucherAccount = (code: string, currency: Currency): Account =>
  account('voucher', code.toUpperCase(), { currency, owner: null, protected: true });

export const voucherFunding = (currency: Currency): Account =>
  account('voucher_funding', null, { currency, owner: null, protected: false });

export const payoutPending = (payout: { payoutId: string; storeId: string }, currency: Currency): Account =>
  account('payout_pending', payout.payoutId, { currency, owner: payout.storeId, protected: true });

/** Money that has left for stores' bank accounts. */
export const bank = (currency: Currency): Account => account('bank', null, { currency, owner: null, protected: false });

/** Captured money that is not, or not yet, bound to an order. */
export const unapplied = (paymentId: string, currency: Currency): Account =>
  account('unapplied', paymentId, { currency, owner: paymentId, protected: true });

/** What the platform holds of a currency from conversions; below zero for one that it gave away. */
export const fxPosition = (currency: Currency): Account =>
  account('fx_position', null, { currency, owner: null, protected: false });

type Traits = { currency: Currency; owner: string | null; protected: boolean };

const account = (kind: AccountKind, name: string | null, traits: Traits): Account => ({
  code: name === null ? `${kind}:${traits.currency}` : `${kind}:${name}:${traits.currency}`,
  kind,
  ...traits,
});

import type { Currency } from '@haat/domain';
import { type Account, providerClearing, voucherAccount } from '../ledger/account.ts';
import type { Tender } from './payment.ts';

/** Where a tender's money comes from and goes back to: the provider, or the voucher's own account. */
export const sourceOf = (tender: Tender, currency: Currency): Account =>
  tender.method === 'voucher' ? voucherAccount(tender.token, currency) : providerClearing(tender.method, currency);

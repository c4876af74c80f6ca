import type { Sql } from '@haat/service-kit';
import type { CommissionRates, Disputes, Payouts, Vouchers } from '../../application/ports/stores.ts';
import { toDispute, toPayout, toVoucher, type DisputeRow, type PayoutRow, type VoucherRow } from './rows.ts';

const OVERRIDES = `SELECT store_id, rate_basis_points FROM commission_rate WHERE store_id = ANY ($1::uuid[])`;
const SET_RATE = `INSERT INTO commission_rate (store_id, rate_basis_points, set_at, set_by) VALUES ($1, $2, $3, $4)
  ON CONFLICT (store_id) DO UPDATE SET rate_basis_points = $2, set_at = $3, set_by = $4`;

export const commissionRates = (sql: Sql): CommissionRates => ({
  async overridesOf(storeIds) {
    const rows = await sql.query<{ store_id: string; rate_basis_points: number }>(OVERRIDES, [storeIds]);
    return new Map(rows.map((row) => [row.store_id, row.rate_basis_points]));
  },
  async set({ storeId, rateBasisPoints, at, actor }) {
    await sql.query(SET_RATE, [storeId, rateBasisPoints, at, actor]);
  },
});

const ADD_VOUCHER = `INSERT INTO voucher (code, value_minor, currency, issued_at, issued_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (code) DO NOTHING RETURNING code`;
const FIND_VOUCHER = `SELECT v.code, v.value_minor, v.currency, v.issued_at, coalesce(a.balance_minor, 0) AS remaining_minor
  FROM voucher v LEFT JOIN account a ON a.account_id = md5('voucher:' || v.code || ':' || v.currency)::uuid
  WHERE v.code = upper($1)`;

export const vouchers = (sql: Sql): Vouchers => ({
  add: async ({ code, valueMinor, currency, issuedAt, issuedBy }) =>
    (await sql.query(ADD_VOUCHER, [code.toUpperCase(), valueMinor, currency, issuedAt, issuedBy])).length === 1,
  async find(code) {
    const [row] = await sql.query<VoucherRow>(FIND_VOUCHER, [code]);
    return row === undefined ? null : toVoucher(row);
  },
});

const ADD_PAYOUT = `INSERT INTO payout (payout_id, store_id, amount_minor, currency, status, requested_at, requested_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const LOCK_PAYOUT = `SELECT * FROM payout WHERE payout_id = $1 FOR NO KEY UPDATE`;
const UPDATE_PAYOUT = `UPDATE payout SET status = $2, decided_at = $3, paid_at = $4 WHERE payout_id = $1`;

export const payouts = (sql: Sql): Payouts => ({
  async add({ payoutId, storeId, amountMinor, currency, status, requestedAt, requestedBy }) {
    await sql.query(ADD_PAYOUT, [payoutId, storeId, amountMinor, currency, status, requestedAt, requestedBy]);
  },
  async lock(payoutId) {
    const [row] = await sql.query<PayoutRow>(LOCK_PAYOUT, [payoutId]);
    return row === undefined ? null : toPayout(row);
  },
  async update({ payoutId, status, decidedAt, paidAt }) {
    await sql.query(UPDATE_PAYOUT, [payoutId, status, decidedAt, paidAt]);
  },
});

const ADD_DISPUTE = `INSERT INTO dispute (dispute_id, order_id, status, reason, opened_at, opened_by, currency)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const FIND_DISPUTE = `SELECT * FROM dispute WHERE dispute_id = $1`;
const LOCK_DISPUTE = `${FIND_DISPUTE} FOR NO KEY UPDATE`;
const UPDATE_DISPUTE = `UPDATE dispute SET status = $2, decided_at = $3, refund_minor = $4 WHERE dispute_id = $1`;

export const disputes = (sql: Sql): Disputes => {
  const one = async (text: string, disputeId: string) => {
    const [row] = await sql.query<DisputeRow>(text, [disputeId]);
    return row === undefined ? null : toDispute(row);
  };
  return {
    async add({ disputeId, orderId, status, reason, openedAt, openedBy, currency }) {
      await sql.query(ADD_DISPUTE, [disputeId, orderId, status, reason, openedAt, openedBy, currency]);
    },
    find: (disputeId) => one(FIND_DISPUTE, disputeId),
    lock: (disputeId) => one(LOCK_DISPUTE, disputeId),
    async update({ disputeId, status, decidedAt, refundMinor }) {
      await sql.query(UPDATE_DISPUTE, [disputeId, status, decidedAt, refundMinor]);
    },
  };
};

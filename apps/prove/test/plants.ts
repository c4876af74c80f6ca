import type { DatabaseName } from '../src/check.ts';

/** A breach to plant, and the check that must find it. */
export type Plant = {
  readonly finds: string;
  readonly database: DatabaseName;
  readonly tables: readonly string[];
  readonly sql: string;
};

/** The last row of a table, by any order, as a condition. */
const one = (table: string, where = 'true'): string =>
  `ctid = (SELECT ctid FROM ${table} WHERE ${where} ORDER BY ctid DESC LIMIT 1)`;

const NOBODY = `'00000000-0000-7000-8000-000000000000'`;

export const PLANTS: readonly Plant[] = [
  {
    finds: 'each transaction has two entries',
    database: 'payments',
    tables: ['entry'],
    sql: `UPDATE entry SET amount_minor = amount_minor + 1 WHERE ${one('entry')}`,
  },
  {
    finds: 'each transaction has two entries',
    database: 'payments',
    tables: ['entry'],
    sql: `DELETE FROM entry WHERE transaction_id = (SELECT max(transaction_id::text)::uuid FROM entry)`,
  },
  {
    finds: 'each account holds what',
    database: 'payments',
    tables: ['account'],
    sql: `UPDATE account SET balance_minor = balance_minor + 1 WHERE kind = 'commission'`,
  },
  {
    finds: 'no protected account was ever',
    database: 'payments',
    tables: ['entry', 'ledger_transaction'],
    sql: `UPDATE entry SET amount_minor = -amount_minor WHERE account_id IN (SELECT account_id FROM account WHERE kind = 'escrow');
          UPDATE ledger_transaction SET recorded_at = recorded_at + interval '1 hour' WHERE kind IN ('release', 'refund')`,
  },
  {
    finds: 'over all accounts each currency',
    database: 'payments',
    tables: ['entry'],
    sql: `UPDATE entry SET amount_minor = amount_minor + 1 WHERE ${one('entry')}`,
  },
  {
    finds: "each escrow's locked, held",
    database: 'payments',
    tables: ['entry'],
    sql: `UPDATE entry SET amount_minor = amount_minor - 1 WHERE ${one('entry', `account_id IN (SELECT account_id FROM account WHERE kind = 'escrow')`)}`,
  },
  {
    finds: 'each conversion is booked',
    database: 'payments',
    tables: ['conversion'],
    sql: `UPDATE conversion SET to_minor = to_minor + 1`,
  },
  { finds: 'each conversion is booked', database: 'payments', tables: ['conversion'], sql: `DELETE FROM conversion` },
  {
    finds: 'the explanations of each',
    database: 'ordering',
    tables: ['customer_order'],
    sql: `UPDATE customer_order SET state = jsonb_set(state, '{lines,0,explanations,1,amount,amountMinor}', '"-9"')`,
  },
  {
    finds: 'the explanations of each',
    database: 'ordering',
    tables: ['customer_order'],
    sql: `UPDATE customer_order SET state = jsonb_set(state, '{totals,items,amountMinor}', '"1"')`,
  },
  {
    finds: 'each payment is the fold',
    database: 'payments',
    tables: ['payment'],
    sql: `UPDATE payment SET progress = jsonb_set(progress, '{declineCode}', '"odd"')`,
  },
  {
    finds: 'each payment is the fold',
    database: 'payments',
    tables: ['payment_event'],
    sql: `DELETE FROM payment_event WHERE version = 1`,
  },
  {
    finds: 'each escrow is the fold',
    database: 'payments',
    tables: ['escrow'],
    sql: `UPDATE escrow SET version = version + 1`,
  },
  {
    finds: 'each order is the fold',
    database: 'ordering',
    tables: ['customer_order'],
    sql: `UPDATE customer_order SET state = jsonb_set(state, '{email}', '"x@haat.example"')`,
  },
  {
    finds: 'each order is the fold',
    database: 'ordering',
    tables: ['order_event'],
    sql: `UPDATE order_event SET version = 99 WHERE type = 'OrderConfirmed'`,
  },
  {
    finds: 'each order is the fold',
    database: 'ordering',
    tables: ['order_event', 'customer_order'],
    sql: `UPDATE order_event SET type = 'OrderDelivered', data = '{"by":"buyer"}' WHERE type = 'OrderConfirmed'`,
  },
  {
    finds: 'each wallet shown as of now',
    database: 'payments',
    tables: ['ledger_transaction'],
    sql: `UPDATE ledger_transaction SET occurred_at = occurred_at + interval '1 year' WHERE kind = 'release'`,
  },
  {
    finds: 'stock is the sum of',
    database: 'inventory',
    tables: ['stock'],
    sql: `UPDATE stock SET on_hand = on_hand + 1`,
  },
  {
    finds: 'stock is the sum of',
    database: 'inventory',
    tables: ['reservation'],
    sql: `UPDATE reservation SET status = 'held' WHERE status = 'committed'`,
  },
  {
    finds: 'units left the shelf once',
    database: 'inventory',
    tables: ['stock_movement'],
    sql: `UPDATE stock_movement SET on_hand_delta = on_hand_delta * 2 WHERE cause = 'committed'`,
  },
  {
    finds: 'each idempotency key has',
    database: 'ordering',
    tables: ['idempotency_key'],
    sql: `INSERT INTO idempotency_key (principal, procedure, key, request_hash) VALUES ('user:x', 'ordering.x', 'k', 'h')`,
  },
  {
    finds: 'each accepted checkout has',
    database: 'ordering',
    tables: ['checkout'],
    sql: `UPDATE checkout SET total_minor = total_minor + 1`,
  },
  {
    finds: 'each accepted checkout has',
    database: 'ordering',
    tables: ['customer_order'],
    sql: `DELETE FROM customer_order WHERE ${one('customer_order')}`,
  },
  {
    finds: 'each accepted checkout has',
    database: 'payments',
    tables: ['payment'],
    sql: `DELETE FROM payment WHERE ${one('payment')}`,
  },
  {
    finds: "each paid order's total",
    database: 'payments',
    tables: ['escrow'],
    sql: `DELETE FROM escrow WHERE ${one('escrow')}`,
  },
  {
    finds: "each paid order's total",
    database: 'ordering',
    tables: ['customer_order'],
    sql: `UPDATE customer_order SET state = jsonb_set(state, '{totals,total,amountMinor}', '"1"')`,
  },
  {
    finds: "each order's money is where",
    database: 'payments',
    tables: ['escrow'],
    sql: `UPDATE escrow SET status = 'held' WHERE status = 'released'`,
  },
  {
    finds: 'each tender that went through',
    database: 'simulator',
    tables: ['refund', 'charge'],
    sql: `DELETE FROM charge WHERE ${one('charge')}`,
  },
  {
    finds: 'each tender that went through',
    database: 'simulator',
    tables: ['charge'],
    sql: `INSERT INTO charge SELECT ${NOBODY}::uuid, reference, method, token, amount_minor, currency, status, decline_code, charged_at FROM charge LIMIT 1`,
  },
  {
    finds: 'the clearing and bank accounts',
    database: 'simulator',
    tables: ['payout'],
    sql: `UPDATE payout SET amount_minor = amount_minor + 1`,
  },
  { finds: 'each payout that is paid', database: 'simulator', tables: ['payout'], sql: `DELETE FROM payout` },
  {
    finds: 'each order holds or took',
    database: 'inventory',
    tables: ['reservation'],
    sql: `UPDATE reservation SET quantity = quantity + 1`,
  },
  { finds: 'each order holds or took', database: 'inventory', tables: ['reservation'], sql: `DELETE FROM reservation` },
  {
    finds: 'no order waits for',
    database: 'ordering',
    tables: ['customer_order'],
    sql: `UPDATE customer_order SET status = 'paid', updated_at = updated_at - interval '1 hour'`,
  },
  {
    finds: 'no order waits for',
    database: 'ordering',
    tables: ['customer_order', 'checkout'],
    sql: `UPDATE customer_order SET status = 'placed'; UPDATE checkout SET expires_at = expires_at - interval '1 day'`,
  },
  {
    finds: 'no event waits to be',
    database: 'notifications',
    tables: ['dead_letter'],
    sql: `INSERT INTO dead_letter (consumer_group, event_id, key, envelope, error, attempts) VALUES ('g', ${NOBODY}, 'k', '{}', 'broken', 5)`,
  },
  {
    finds: 'each published event was handled',
    database: 'payments',
    tables: ['inbox'],
    sql: `DELETE FROM inbox WHERE ctid = (SELECT ctid FROM inbox WHERE consumer_group = 'payments.open-payment' ORDER BY handled_at DESC LIMIT 1)`,
  },
  {
    finds: 'each row with a store',
    database: 'inventory',
    tables: ['stock'],
    sql: `UPDATE stock SET store_id = ${NOBODY}`,
  },
  {
    finds: 'each order line is of',
    database: 'catalog',
    tables: ['variant'],
    sql: `UPDATE variant SET store_id = ${NOBODY}`,
  },
];

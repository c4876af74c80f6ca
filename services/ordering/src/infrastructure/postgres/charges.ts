import type { Sql, Transaction } from '@haat/service-kit';
import type { ChargesReader, ShippingZones, TaxRules } from '../../application/ports/charges.ts';
import { type TaxRule, TaxRuleNotFound, toStoredJson, type ZonesOfStore } from '../../domain/index.ts';
import { type Stored, toZones } from './pricing-rows.ts';

const SET_ZONES = `INSERT INTO shipping_zones (store_id, currency, zones, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (store_id) DO UPDATE SET currency = $2, zones = $3, changed_at = $4, changed_by = $5`;
const DROP_ZONES = `DELETE FROM shipping_zones WHERE store_id = $1`;
const ZONES = `SELECT currency, zones FROM shipping_zones WHERE store_id = $1`;

/** See {@link ShippingZones}. */
export const createShippingZones = (tx: Transaction): ShippingZones => ({
  async set(storeId, { currency, zones }, { at, actor }) {
    if (zones.length === 0) await tx.query(DROP_ZONES, [storeId]);
    else await tx.query(SET_ZONES, [storeId, currency, toStoredJson(zones), at, actor]);
  },
});

const LOCK_COUNTRY = `SELECT pg_advisory_xact_lock(hashtextextended('tax rules of ' || $1::text, 0))`;
const COUNT_OPEN = `SELECT count(*)::int AS open FROM tax_rule WHERE country = $1 AND (valid_to IS NULL OR valid_to > $2)`;
const COLUMNS = `tax_rule_id, name, country, region, category_id, rate_basis_points, inclusive, taxes_shipping, valid_from, valid_to`;
const ADD = `INSERT INTO tax_rule (${COLUMNS}, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const LOCK = `SELECT ${COLUMNS} FROM tax_rule WHERE tax_rule_id = $1 FOR NO KEY UPDATE`;
const UPDATE = `UPDATE tax_rule SET valid_to = $2 WHERE tax_rule_id = $1`;
const PAGE = `SELECT ${COLUMNS} FROM tax_rule
  WHERE ($1::text IS NULL OR country = $1) AND ($2::uuid IS NULL OR tax_rule_id < $2) ORDER BY tax_rule_id DESC LIMIT $3`;

/** See {@link TaxRules}. */
export const createTaxRules = (tx: Transaction): TaxRules => ({
  async lockAndCountOpen(country, now) {
    const [, rows] = await Promise.all([
      tx.query(LOCK_COUNTRY, [country]),
      tx.query<{ open: number }>(COUNT_OPEN, [country, now]),
    ]);
    return rows[0]!.open;
  },
  async add(rule, setBy) {
    const { taxRuleId, name, country, region, categoryId, rateBasisPoints } = rule;
    const { inclusive, taxesShipping, validFrom, validTo } = rule;
    const what = [taxRuleId, name, country, region, categoryId, rateBasisPoints, inclusive, taxesShipping];
    await tx.query(ADD, [...what, validFrom, validTo, setBy]);
  },
  async update(taxRuleId, decide) {
    const [row] = await tx.query<TaxRow>(LOCK, [taxRuleId]);
    if (row === undefined) throw new TaxRuleNotFound();
    const rule = toRule(row);
    const next = decide(rule);
    if (next !== rule) await tx.query(UPDATE, [taxRuleId, next.validTo]);
    return next;
  },
});

type TaxRow = {
  readonly tax_rule_id: string;
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  readonly category_id: string | null;
  readonly rate_basis_points: number;
  readonly inclusive: boolean;
  readonly taxes_shipping: boolean;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
};

/** See {@link ChargesReader}. */
export const createChargesReader = (sql: Sql): ChargesReader => ({
  async zonesOf(storeId) {
    const [row] = await sql.query<Stored<ZonesOfStore>>(ZONES, [storeId]);
    return row === undefined ? null : toZones(row);
  },
  async taxRules({ country, limit, before }) {
    return (await sql.query<TaxRow>(PAGE, [country ?? null, before, limit])).map(toRule);
  },
});

const toRule = (row: TaxRow): TaxRule => ({
  taxRuleId: row.tax_rule_id,
  name: row.name,
  country: row.country,
  region: row.region,
  categoryId: row.category_id,
  rateBasisPoints: row.rate_basis_points,
  inclusive: row.inclusive,
  taxesShipping: row.taxes_shipping,
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

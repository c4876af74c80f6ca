import type { Sql } from '@haat/service-kit';
import type { PricingReader } from '../../application/ports/pricing-reader.ts';
import type { OfferedPromotion, PricingSettings, TaxRule, ZonesOfStore } from '../../domain/index.ts';
import { buyerKey } from './buyer-key.ts';
import { type Stored, type StoredRate, toOffered, toRate, toTaxRule, toZones } from './pricing-rows.ts';

/** Of a cart: its stores and those about to be in it, its owner, currency and coupons. */
const OF_CART = `SELECT c.owner, c.currency, c.coupons,
    ARRAY(SELECT DISTINCT store_id FROM cart_line WHERE cart_id = c.cart_id) || $6::uuid[] AS stores
  FROM cart c WHERE c.cart_id = $5`;
const OF_STORES = `SELECT $5::text AS owner, $6::text AS currency, '[]'::jsonb AS coupons, $7::uuid[] AS stores`;

const PROMOTIONS = `
  SELECT json_agg(json_build_object('promotionId', p.promotion_id, 'storeId', p.store_id, 'name', p.name, 'code', p.code,
    'currency', p.currency, 'benefit', p.benefit, 'conditions', p.conditions, 'startsAt', p.starts_at, 'endsAt', p.ends_at,
    'totalLimit', p.total_limit, 'perBuyerLimit', p.per_buyer_limit, 'createdAt', p.created_at, 'uses', p.used,
    'usesByBuyer', coalesce((SELECT u.used FROM promotion_use u
      WHERE u.promotion_id = p.promotion_id AND u.buyer = ${buyerKey('subject.owner', '$3::text')}), 0),
    'isFirstOrder', (p.conditions ->> 'firstOrderOnly')::boolean AND subject.owner LIKE 'user:%' AND NOT EXISTS (
      SELECT 1 FROM customer_order o
      WHERE o.owner = subject.owner AND o.store_id = p.store_id AND o.status <> 'cancelled')))
  FROM promotion p
  WHERE p.store_id = ANY (subject.stores) AND (
    (p.code IS NULL AND p.starts_at <= $1 AND (p.ends_at IS NULL OR p.ends_at > $1))
    OR p.code = $4 OR subject.coupons @> jsonb_build_array(jsonb_build_object('promotionId', p.promotion_id)))`;

const ZONES = `
  SELECT json_agg(json_build_object('storeId', store_id, 'currency', currency, 'zones', zones))
  FROM shipping_zones WHERE store_id = ANY (subject.stores)`;

const TAX_RULES = `
  SELECT json_agg(json_build_object('taxRuleId', tax_rule_id, 'name', name, 'country', country, 'region', region,
    'categoryId', category_id, 'rateBasisPoints', rate_basis_points, 'inclusive', inclusive, 'taxesShipping', taxes_shipping,
    'validFrom', valid_from, 'validTo', valid_to))
  FROM tax_rule WHERE country = $2::text AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)`;

/** Rates from and to the currency that the buyer chose: goods are priced in it, and stores' charges compared in theirs. */
const RATES = `
  SELECT json_agg(json_build_object('rateId', rate_id, 'from', base_currency, 'to', quote_currency, 'rate', rate::text))
  FROM (SELECT DISTINCT ON (base_currency, quote_currency) * FROM exchange_rate
    WHERE (base_currency = subject.currency OR quote_currency = subject.currency) AND effective_from <= $1
    ORDER BY base_currency, quote_currency, effective_from DESC, rate_id DESC) AS in_force`;

const settingsOf = (subject: string): string => `
  SELECT (${PROMOTIONS}) AS promotions, (${ZONES}) AS zones, (${TAX_RULES}) AS tax_rules, (${RATES}) AS rates
  FROM (${subject}) AS subject`;

const FOR_CART = settingsOf(OF_CART);
const FOR_STORES = settingsOf(OF_STORES);

type Row = {
  readonly promotions: readonly Stored<OfferedPromotion>[] | null;
  readonly zones: readonly (Stored<ZonesOfStore> & { readonly storeId: string })[] | null;
  readonly tax_rules: readonly Stored<TaxRule>[] | null;
  readonly rates: readonly StoredRate[] | null;
};

/** See {@link PricingReader}. */
export const createPricingReader = (sql: Sql): PricingReader => ({
  async ofCart(cartId, { now, country, email, code, alsoStoreIds = [] }) {
    const params = [now, country ?? null, email ?? null, code ?? null, cartId, alsoStoreIds];
    return toSettings(await sql.query<Row>(FOR_CART, params));
  },
  async ofStores(storeIds, { now, country, email, code, owner, currency }) {
    const params = [now, country ?? null, email ?? null, code ?? null, owner, currency, storeIds];
    return toSettings(await sql.query<Row>(FOR_STORES, params));
  },
});

/** A cart that is not there has no settings; whoever asked for it will find that out. */
const toSettings = ([row]: readonly Row[]): PricingSettings => ({
  promotions: (row?.promotions ?? []).map(toOffered),
  zones: new Map((row?.zones ?? []).map((zones) => [zones.storeId, toZones(zones)])),
  taxRules: (row?.tax_rules ?? []).map(toTaxRule),
  rates: (row?.rates ?? []).map(toRate),
});

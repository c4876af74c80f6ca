-- What one unit of the base costs in the quote currency. Rates are only added: what was priced keeps its rate.
CREATE TABLE exchange_rate (
  rate_id        uuid PRIMARY KEY,
  base_currency  text NOT NULL,
  quote_currency text NOT NULL,
  rate           numeric(18, 10) NOT NULL CHECK (rate > 0),
  effective_from timestamptz NOT NULL,
  set_at         timestamptz NOT NULL,
  set_by         text NOT NULL,
  CONSTRAINT exchange_rate_two_currencies CHECK (base_currency <> quote_currency),
  -- Of two rates for one moment nobody could say which holds.
  CONSTRAINT exchange_rate_one_a_moment UNIQUE (base_currency, quote_currency, effective_from)
);

CREATE TABLE conversion (
  conversion_id uuid PRIMARY KEY,
  store_id      uuid NOT NULL,
  from_minor    bigint NOT NULL CHECK (from_minor > 0),
  from_currency text NOT NULL,
  to_minor      bigint NOT NULL CHECK (to_minor > 0),
  to_currency   text NOT NULL,
  rate          numeric(18, 10) NOT NULL CHECK (rate > 0),
  converted_at  timestamptz NOT NULL,
  converted_by  text NOT NULL
);

CREATE INDEX conversion_of_store ON conversion (store_id, conversion_id);

-- What the platform holds of each currency from conversions: it gave one and took the other.
ALTER TABLE account DROP CONSTRAINT account_kind_check;
ALTER TABLE account ADD CONSTRAINT account_kind_check
  CHECK (kind IN ('provider_clearing', 'escrow', 'store_available', 'store_debt', 'commission', 'voucher',
                  'voucher_funding', 'payout_pending', 'bank', 'unapplied', 'fx_position'));

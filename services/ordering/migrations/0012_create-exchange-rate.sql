-- What payments told us of exchange rates, so that pricing need not ask.
CREATE TABLE exchange_rate (
  rate_id        uuid PRIMARY KEY,
  base_currency  text NOT NULL,
  quote_currency text NOT NULL,
  rate           numeric(18, 10) NOT NULL,
  effective_from timestamptz NOT NULL
);

CREATE INDEX exchange_rate_from ON exchange_rate (base_currency, quote_currency, effective_from DESC);
CREATE INDEX exchange_rate_to ON exchange_rate (quote_currency, base_currency, effective_from DESC);

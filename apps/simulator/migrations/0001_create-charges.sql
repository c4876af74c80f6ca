-- A provider's own books: one row a key for ever, so that a repeated call has no further effect.
CREATE TABLE charge (
  key          uuid PRIMARY KEY,
  reference    uuid NOT NULL,
  method       text NOT NULL,
  token        text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency     text NOT NULL,
  status       text NOT NULL CHECK (status IN ('processing', 'succeeded', 'declined')),
  decline_code text,
  charged_at   timestamptz NOT NULL
);

-- First calls that were made to fail, so that the second one succeeds even after a restart.
CREATE TABLE scripted_failure (
  key uuid PRIMARY KEY
);

CREATE TABLE refund (
  key          uuid PRIMARY KEY,
  charge_key   uuid NOT NULL REFERENCES charge,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency     text NOT NULL,
  refunded_at  timestamptz NOT NULL
);
CREATE INDEX refund_of_charge ON refund (charge_key);

CREATE TABLE payout (
  key          uuid PRIMARY KEY,
  destination  text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency     text NOT NULL,
  paid_at      timestamptz NOT NULL
);

CREATE TABLE webhook_delivery (
  delivery_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  charge_key   uuid NOT NULL,
  body         text NOT NULL,
  attempts     int NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL,
  delivered_at timestamptz
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE delivered_at IS NULL;

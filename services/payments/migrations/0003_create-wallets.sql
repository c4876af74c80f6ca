CREATE TABLE commission_rate (
  store_id          uuid PRIMARY KEY,
  rate_basis_points int  NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 5000),
  set_at            timestamptz NOT NULL,
  set_by            text NOT NULL
);

CREATE TABLE voucher (
  code        text PRIMARY KEY CHECK (code = upper(code)),
  value_minor bigint NOT NULL CHECK (value_minor > 0),
  currency    text NOT NULL,
  issued_at   timestamptz NOT NULL,
  issued_by   text NOT NULL
);

CREATE TABLE payout (
  payout_id    uuid PRIMARY KEY,
  store_id     uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency     text NOT NULL,
  status       text NOT NULL CHECK (status IN ('requested', 'approved', 'paid', 'rejected')),
  requested_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  decided_at   timestamptz,
  paid_at      timestamptz
);

CREATE INDEX payout_of_store ON payout (store_id, payout_id);
CREATE INDEX payout_by_status ON payout (status, payout_id);

CREATE TABLE dispute (
  dispute_id   uuid PRIMARY KEY,
  order_id     uuid NOT NULL,
  status       text NOT NULL CHECK (status IN ('open', 'released', 'refunded', 'split')),
  reason       text NOT NULL,
  opened_at    timestamptz NOT NULL,
  opened_by    text NOT NULL,
  decided_at   timestamptz,
  refund_minor bigint,
  currency     text NOT NULL
);

CREATE UNIQUE INDEX dispute_open_once ON dispute (order_id) WHERE status = 'open';
CREATE INDEX dispute_by_status ON dispute (status, dispute_id);

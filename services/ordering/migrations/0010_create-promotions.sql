CREATE TABLE promotion (
  promotion_id    uuid PRIMARY KEY,
  store_id        uuid NOT NULL,
  name            text NOT NULL,
  -- Null for an automatic promotion. A code stays its promotion's for ever, so that an old order's rule can be found by it.
  code            text CHECK (code = upper(code)),
  currency        text NOT NULL,
  benefit         jsonb NOT NULL,
  conditions      jsonb NOT NULL,
  starts_at       timestamptz NOT NULL,
  ends_at         timestamptz CHECK (ends_at > starts_at),
  total_limit     int CHECK (total_limit > 0),
  per_buyer_limit int CHECK (per_buyer_limit > 0),
  -- Counted only where there is a total limit: otherwise all buyers of a store would wait for this one row.
  used            int NOT NULL DEFAULT 0 CHECK (used >= 0),
  created_at      timestamptz NOT NULL,
  created_by      text NOT NULL,
  CONSTRAINT promotion_code_unique UNIQUE (store_id, code)
);

CREATE INDEX promotion_of_store ON promotion (store_id, promotion_id);
CREATE INDEX promotion_automatic ON promotion (store_id, ends_at) WHERE code IS NULL;

-- How often each buyer has used a promotion that limits it.
CREATE TABLE promotion_use (
  promotion_id uuid NOT NULL,
  -- A user by name; a guest by a digest of the e-mail address, since each guest token is a new name.
  buyer        text NOT NULL,
  used         int  NOT NULL CHECK (used >= 0),
  PRIMARY KEY (promotion_id, buyer)
);

-- Which orders used which promotions; taken away again when an order is cancelled.
CREATE TABLE redemption (
  order_id     uuid NOT NULL,
  promotion_id uuid NOT NULL,
  buyer        text NOT NULL,
  PRIMARY KEY (order_id, promotion_id)
);

CREATE INDEX redemption_of_promotion ON redemption (promotion_id);

-- What the buyer chose to pay in, and the coupons on the cart: few, and always read and written with it.
ALTER TABLE cart ADD COLUMN currency text, ADD COLUMN coupons jsonb NOT NULL DEFAULT '[]';

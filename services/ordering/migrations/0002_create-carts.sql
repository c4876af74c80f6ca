CREATE TABLE cart (
  cart_id uuid PRIMARY KEY,
  checkout_id uuid NOT NULL UNIQUE,
  owner text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'checked_out', 'merged')),
  version int NOT NULL,
  changed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The open carts of a member, newest first, for the merge after a sign-in.
CREATE INDEX cart_open_by_owner ON cart (owner, changed_at DESC) WHERE status = 'open';

CREATE TABLE cart_line (
  cart_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  position int NOT NULL,
  product_id uuid NOT NULL,
  store_id uuid NOT NULL,
  sku text NOT NULL,
  title text NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor > 0),
  currency text NOT NULL,
  PRIMARY KEY (cart_id, variant_id)
);

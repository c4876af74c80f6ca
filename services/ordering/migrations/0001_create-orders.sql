-- The stream of events is what an order is. It has no foreign keys: it must be writable and readable on its own, and a
-- look-up a row would be paid for on the hottest path.
CREATE TABLE order_event (
  order_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  type text NOT NULL,
  data jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (order_id, version)
);

CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is only appended to: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER order_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

-- The fold of each stream, kept so that lists and locks need not fold. Nothing that changes with the status is indexed,
-- so that a change of status is a heap-only update; the free room in each page is for those.
CREATE TABLE customer_order (
  order_id uuid PRIMARY KEY,
  checkout_id uuid NOT NULL,
  store_id uuid NOT NULL,
  owner text NOT NULL,
  order_number text NOT NULL UNIQUE,
  status text NOT NULL,
  version int NOT NULL,
  placed_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  state jsonb NOT NULL
) WITH (fillfactor = 60);

CREATE INDEX customer_order_by_owner ON customer_order (owner, placed_at DESC, order_id DESC);
CREATE INDEX customer_order_by_store ON customer_order (store_id, placed_at DESC, order_id DESC);
CREATE INDEX customer_order_by_checkout ON customer_order (checkout_id);

CREATE TABLE checkout (
  checkout_id uuid PRIMARY KEY,
  cart_id uuid NOT NULL UNIQUE,
  owner text NOT NULL,
  email text NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor > 0),
  currency text NOT NULL,
  placed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Invoice numbers of a store have no gaps, so they come from a row that rolls back with its transaction, not a sequence.
CREATE TABLE invoice_counter (
  store_id uuid PRIMARY KEY,
  last_number bigint NOT NULL CHECK (last_number > 0)
);

-- What stores told us of themselves, so that a checkout need not ask.
CREATE TABLE store_copy (
  store_id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL,
  currency text NOT NULL,
  country text
);

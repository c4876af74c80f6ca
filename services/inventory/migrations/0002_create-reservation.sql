-- One row for each variant of an order, however many lines name it. A row is changed only by whoever holds the lock of
-- its variant's row in stock.
CREATE TABLE reservation (
  checkout_id uuid NOT NULL,
  order_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  quantity integer NOT NULL,
  -- Units that came back from this order and are on the shelf again.
  returned integer NOT NULL DEFAULT 0,
  status text NOT NULL,
  -- Why a hold ended; a payment that comes late revives an expired hold but never a cancelled one.
  released_by text,
  expires_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (checkout_id, order_id, variant_id),
  CONSTRAINT reservation_quantity_positive CHECK (quantity > 0),
  CONSTRAINT reservation_returned_within_quantity CHECK (returned BETWEEN 0 AND quantity),
  CONSTRAINT reservation_status_known CHECK (status IN ('held', 'committed', 'released', 'restocked')),
  CONSTRAINT reservation_release_has_cause CHECK ((status = 'released') = (released_by IS NOT NULL)),
  CONSTRAINT reservation_cause_known CHECK (released_by IN ('expired', 'abandoned', 'cancelled', 'short'))
) WITH (fillfactor = 80);

-- What the expiry worker walks, and nothing else.
CREATE INDEX reservation_due ON reservation (expires_at) WHERE status = 'held';

-- Returns that are on the shelf again, so that the same return is never restocked twice.
CREATE TABLE restocked_return (
  return_id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  restocked_at timestamptz NOT NULL
);

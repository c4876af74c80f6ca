-- Room is left on each page so that the many updates of a popular row stay beside it and touch no index.
CREATE TABLE stock (
  variant_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  sku text NOT NULL,
  on_hand integer NOT NULL DEFAULT 0,
  reserved integer NOT NULL DEFAULT 0,
  -- Zero means that the seller wants no alert.
  low_stock_threshold integer NOT NULL DEFAULT 0,
  -- The seller has been told, and is told again only after the shelf was filled above the threshold.
  low_stock_notified boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL,
  CONSTRAINT stock_on_hand_not_negative CHECK (on_hand >= 0),
  CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
  CONSTRAINT stock_threshold_not_negative CHECK (low_stock_threshold >= 0),
  -- Nothing can be oversold, whatever the code above does.
  CONSTRAINT stock_not_oversold CHECK (reserved <= on_hand)
) WITH (fillfactor = 60);

CREATE INDEX stock_by_store ON stock (store_id, variant_id);

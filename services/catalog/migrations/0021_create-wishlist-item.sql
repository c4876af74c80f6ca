CREATE TABLE wishlist_item (
  -- Sorts by the time it was added.
  item_id uuid PRIMARY KEY,
  user_id text NOT NULL,
  product_id uuid NOT NULL REFERENCES product,
  title text NOT NULL,
  price_when_added_minor bigint NOT NULL,
  currency text NOT NULL,
  added_at timestamptz NOT NULL,
  CONSTRAINT wishlist_item_once UNIQUE (user_id, product_id)
);

CREATE INDEX wishlist_item_of_user ON wishlist_item (user_id, item_id);
CREATE INDEX wishlist_item_of_product ON wishlist_item (product_id);

-- What was delivered to whom: who may review. The id of the order line makes a second delivery of the event harmless.
CREATE TABLE purchase (
  order_line_id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  owner text NOT NULL,
  product_id uuid NOT NULL,
  store_id uuid NOT NULL,
  delivered_at timestamptz NOT NULL
);

CREATE TABLE review (
  review_id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  order_id uuid NOT NULL,
  order_line_id uuid NOT NULL,
  owner text NOT NULL,
  rating integer NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT review_one_an_order_line UNIQUE (order_line_id),
  CONSTRAINT review_rating_range CHECK (rating BETWEEN 1 AND 5)
);

CREATE INDEX review_by_product ON review (product_id, review_id);

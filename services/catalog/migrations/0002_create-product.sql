CREATE TABLE product (
  product_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  status text NOT NULL,
  category_id uuid,
  attributes jsonb NOT NULL,
  options text[] NOT NULL,
  currency text NOT NULL,
  -- What listings sort and filter by is kept here, changed in the transaction that changes its source.
  price_from_minor bigint NOT NULL,
  in_stock boolean NOT NULL DEFAULT false,
  rating_sum integer NOT NULL DEFAULT 0,
  rating_count integer NOT NULL DEFAULT 0,
  -- The average in thousandths; zero without reviews.
  rating_rank integer NOT NULL GENERATED ALWAYS AS
    (CASE WHEN rating_count = 0 THEN 0 ELSE (rating_sum::bigint * 1000 / rating_count)::integer END) STORED,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT product_slug_unique UNIQUE (slug),
  CONSTRAINT product_category_exists FOREIGN KEY (category_id) REFERENCES category,
  CONSTRAINT product_status_known CHECK (status IN ('draft', 'active', 'archived')),
  CONSTRAINT product_price_positive CHECK (price_from_minor > 0)
) WITH (fillfactor = 80);

-- Identifiers sort by the time they were made: "newest" is the order of ids, and ids settle every tie.
CREATE INDEX product_newest ON product (product_id) WHERE status = 'active';
CREATE INDEX product_by_price ON product (price_from_minor, product_id) WHERE status = 'active';
CREATE INDEX product_by_rating ON product (rating_rank, product_id) WHERE status = 'active';
CREATE INDEX product_by_category ON product (category_id, product_id) WHERE status = 'active';
CREATE INDEX product_by_store ON product (store_id, product_id);

CREATE TABLE variant (
  variant_id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  store_id uuid NOT NULL,
  position integer NOT NULL,
  sku text NOT NULL,
  options jsonb NOT NULL,
  price_minor bigint NOT NULL,
  -- Null: the store's shipping policy decides.
  shipping_minor bigint,
  weight_grams integer NOT NULL,
  in_stock boolean NOT NULL DEFAULT false,
  CONSTRAINT variant_sku_unique_in_store UNIQUE (store_id, sku),
  CONSTRAINT variant_price_positive CHECK (price_minor > 0),
  CONSTRAINT variant_shipping_not_negative CHECK (shipping_minor >= 0)
);

-- By digest: five options in any script can be longer than an index entry may be.
CREATE UNIQUE INDEX variant_options_unique_in_product ON variant (product_id, md5(options::text));

-- What was bought in which checkout, from confirmed orders; an order that is cancelled takes its lines back. The id of the
-- order line makes a second delivery of the event harmless.
CREATE TABLE sale (
  order_line_id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  checkout_id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity integer NOT NULL
);

CREATE INDEX sale_by_order ON sale (order_id);
CREATE INDEX sale_by_checkout ON sale (checkout_id, product_id);
CREATE INDEX sale_by_product ON sale (product_id, checkout_id);

-- Units sold, kept with the lines, so that nothing counts them at each search.
CREATE TABLE product_sales (
  product_id uuid PRIMARY KEY,
  units bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TRIGGER product_sales_inserted AFTER INSERT ON product_sales REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_for_search();
CREATE TRIGGER product_sales_updated AFTER UPDATE ON product_sales REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_for_search();

-- Words that mean the same, each group one row; replaced as a whole.
CREATE TABLE search_synonyms (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  groups jsonb NOT NULL,
  updated_at timestamptz
);
INSERT INTO search_synonyms (groups) VALUES ('[]');

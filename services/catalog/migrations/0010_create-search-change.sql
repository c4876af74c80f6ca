-- Which product changed for search, and in which transaction. Search follows this table instead of events: a mark is
-- written by the transaction that changes what is found, whichever use case or reaction that is.
--
-- Marks are read by transaction, not by a sequence: numbers of a sequence become visible in another order than they were
-- taken, and a reader that goes by the highest it has seen would miss the late ones.
CREATE TABLE search_change (
  product_id uuid PRIMARY KEY,
  changed_in xid8 NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX search_change_by_transaction ON search_change (changed_in);

CREATE FUNCTION mark_for_search(product_ids uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_change (product_id, changed_in)
  SELECT DISTINCT id, pg_current_xact_id() FROM unnest(product_ids) AS changed (id) WHERE id IS NOT NULL ORDER BY id
  ON CONFLICT (product_id) DO UPDATE SET changed_in = EXCLUDED.changed_in
$$;

CREATE FUNCTION mark_products_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_for_search(ARRAY (SELECT product_id FROM changed));
  RETURN NULL;
END
$$;

CREATE FUNCTION mark_products_of_store_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_for_search(ARRAY (
    SELECT product_id FROM product JOIN changed USING (store_id) JOIN before USING (store_id)
    WHERE changed.status <> before.status));
  RETURN NULL;
END
$$;

CREATE TRIGGER product_inserted AFTER INSERT ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_for_search();
CREATE TRIGGER product_updated AFTER UPDATE ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_for_search();
CREATE TRIGGER product_deleted AFTER DELETE ON product REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_for_search();
CREATE TRIGGER store_updated AFTER UPDATE ON store_copy REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_products_of_store_for_search();

-- Every change of stock with its cause. The sums of the deltas of a variant equal its row in stock.
CREATE TABLE stock_movement (
  movement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  variant_id uuid NOT NULL,
  on_hand_delta integer NOT NULL,
  reserved_delta integer NOT NULL,
  cause text NOT NULL,
  -- The checkout, order or return that caused it.
  reference uuid,
  actor text NOT NULL,
  moved_at timestamptz NOT NULL,
  CONSTRAINT stock_movement_moves CHECK (on_hand_delta <> 0 OR reserved_delta <> 0)
);

CREATE INDEX stock_movement_by_variant ON stock_movement (variant_id, movement_id);

CREATE FUNCTION refuse_change_of_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'stock movements are append-only';
END
$$;

CREATE TRIGGER stock_movement_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_movements();

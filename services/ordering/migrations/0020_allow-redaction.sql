-- Who had their account erased. Nothing else opens the history of an order to a change, and then to one change only: each
-- text that is a person's becomes a fixed mark. What was sold, when and for how much cannot be touched.
CREATE TABLE erased_owner (
  owner     text PRIMARY KEY CHECK (owner LIKE 'user:%'),
  erased_at timestamptz NOT NULL
);

-- Country and region stay: taxes were reckoned by them. Fields keep their places, so that the shape stays what it was.
CREATE FUNCTION redacted_address(address jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(jsonb_object_agg(key, CASE WHEN key IN ('country', 'region') OR jsonb_typeof(value) <> 'string' THEN value
    ELSE '"erased"'::jsonb END), '{}'::jsonb) FROM jsonb_each(address)
$$;

-- What people wrote in their own words is theirs too.
CREATE FUNCTION redacted_order_event(type text, data jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE type
    WHEN 'OrderPlaced' THEN data || jsonb_build_object('email', 'erased@erased.invalid',
      'shippingAddress', redacted_address(data -> 'shippingAddress'))
    WHEN 'OrderCancelled' THEN data || CASE WHEN data ->> 'note' = '' THEN '{}' ELSE '{"note": "erased"}'::jsonb END
    WHEN 'ReturnRequested' THEN data || '{"reason": "erased"}'
    WHEN 'DisputeOpened' THEN data || '{"reason": "erased"}'
    ELSE data END
$$;

-- The same change to the fold, so that it stays the fold.
CREATE FUNCTION redacted_order_state(state jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT state || jsonb_build_object('email', 'erased@erased.invalid',
    'shippingAddress', redacted_address(state -> 'shippingAddress'),
    'returns', (SELECT COALESCE(jsonb_agg(request || '{"reason": "erased"}' ORDER BY position), '[]'::jsonb)
      FROM jsonb_array_elements(state -> 'returns') WITH ORDINALITY AS r (request, position)))
$$;

CREATE FUNCTION allow_redaction_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.order_id, NEW.version, NEW.type, NEW.occurred_at, NEW.actor)
       IS DISTINCT FROM (OLD.order_id, OLD.version, OLD.type, OLD.occurred_at, OLD.actor)
     OR NEW.data IS DISTINCT FROM redacted_order_event(OLD.type, OLD.data)
     OR NOT EXISTS (SELECT 1 FROM customer_order o JOIN erased_owner USING (owner) WHERE o.order_id = OLD.order_id) THEN
    RAISE EXCEPTION 'history is only appended to: % of % is refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER order_event_is_append_only ON order_event;
CREATE TRIGGER order_event_is_append_only
  BEFORE UPDATE OF order_id, version, type, occurred_at, actor OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER order_event_is_redacted_only BEFORE UPDATE OF data ON order_event
  FOR EACH ROW EXECUTE FUNCTION allow_redaction_of_history();

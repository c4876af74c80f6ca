-- Who had their account erased. It opens their history to one change only: what they wrote when they opened a dispute
-- becomes a fixed mark. Amounts, dates and outcomes cannot be touched, and the ledger not at all.
CREATE TABLE erased_owner (
  owner     text PRIMARY KEY CHECK (owner LIKE 'user:%'),
  erased_at timestamptz NOT NULL
);

CREATE FUNCTION redacted_escrow_event(type text, data jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN type = 'escrow_frozen' THEN data || '{"reason": "erased"}' ELSE data END
$$;

CREATE FUNCTION allow_redaction_of_escrow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.order_id, NEW.version, NEW.type, NEW.occurred_at, NEW.actor)
       IS DISTINCT FROM (OLD.order_id, OLD.version, OLD.type, OLD.occurred_at, OLD.actor)
     OR NEW.data IS DISTINCT FROM redacted_escrow_event(OLD.type, OLD.data)
     OR NOT EXISTS (SELECT 1 FROM escrow e JOIN erased_owner o ON o.owner = e.terms ->> 'owner'
                    WHERE e.order_id = OLD.order_id) THEN
    RAISE EXCEPTION '% of % is refused: history is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'HL006';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER escrow_event_is_append_only ON escrow_event;
CREATE TRIGGER escrow_event_is_append_only
  BEFORE UPDATE OF order_id, version, type, occurred_at, actor OR DELETE OR TRUNCATE ON escrow_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER escrow_event_is_redacted_only BEFORE UPDATE OF data ON escrow_event
  FOR EACH ROW EXECUTE FUNCTION allow_redaction_of_escrow();

-- Streams of events are the truth; the rows beside them are snapshots for locks and queries and equal their fold.
CREATE TABLE payment_event (
  payment_id  uuid        NOT NULL,
  version     int         NOT NULL,
  type        text        NOT NULL,
  data        jsonb       NOT NULL,
  occurred_at timestamptz NOT NULL,
  actor       text        NOT NULL,
  PRIMARY KEY (payment_id, version)
);

CREATE TABLE payment (
  payment_id  uuid        PRIMARY KEY,
  checkout_id uuid        NOT NULL UNIQUE,
  status      text        NOT NULL CHECK (status IN ('processing', 'completed', 'failed', 'cancelled')),
  version     int         NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- What never changes after the opening; `progress` is the rest.
  terms       jsonb       NOT NULL,
  progress    jsonb       NOT NULL
);

CREATE INDEX payment_to_time_out ON payment (expires_at) WHERE status = 'processing';

CREATE TABLE escrow_event (
  order_id    uuid        NOT NULL,
  version     int         NOT NULL,
  type        text        NOT NULL,
  data        jsonb       NOT NULL,
  occurred_at timestamptz NOT NULL,
  actor       text        NOT NULL,
  PRIMARY KEY (order_id, version)
);

CREATE TABLE escrow (
  order_id       uuid PRIMARY KEY,
  payment_id     uuid NOT NULL,
  store_id       uuid NOT NULL,
  status         text NOT NULL CHECK (status IN ('held', 'frozen', 'released', 'refunded')),
  version        int  NOT NULL,
  release_due_at timestamptz,
  terms          jsonb NOT NULL,
  progress       jsonb NOT NULL
);

CREATE INDEX escrow_to_release ON escrow (release_due_at) WHERE status = 'held' AND release_due_at IS NOT NULL;

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: history is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'HL006';
END $$;

CREATE TRIGGER payment_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER escrow_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON escrow_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();

-- Calls to the provider that still have to be made; each is repeated with the same key until the provider answers.
CREATE TABLE provider_call (
  kind       text        NOT NULL CHECK (kind IN ('charge', 'refund', 'payout')),
  key        uuid        NOT NULL,
  payment_id uuid,
  request    jsonb       NOT NULL,
  attempts   int         NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  last_error text,
  PRIMARY KEY (kind, key)
);

CREATE INDEX provider_call_due ON provider_call (due_at);
CREATE INDEX provider_call_payment ON provider_call (payment_id) WHERE payment_id IS NOT NULL;

-- The kit's own tables, alike in every service's database.

-- Integration events on their way out. A row is written in the transaction that changes the state.
CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  topic text NOT NULL,
  key text NOT NULL,
  type text NOT NULL,
  envelope jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz
);

-- What the relay reads. Positions commit out of order, so being unpublished is the truth, never a cursor.
CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;

-- Every row is updated once: dead entries of the small index are cleared by count, not by a share of a growing table.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Which events a consumer group has handled; written in the transaction that holds the effect.
CREATE TABLE inbox (
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, event_id)
);

-- Rows arrive in the order of time, so a tiny block range index is enough for the retention.
CREATE INDEX inbox_handled_at ON inbox USING brin (handled_at);

-- Events that a group could not handle, and those of the same key that wait behind them.
CREATE TABLE dead_letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  key text NOT NULL,
  envelope jsonb NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  first_failed_at timestamptz NOT NULL DEFAULT now(),
  last_failed_at timestamptz NOT NULL DEFAULT now(),
  replayed_at timestamptz,
  UNIQUE (consumer_group, event_id)
);

CREATE INDEX dead_letter_open ON dead_letter (consumer_group, key, id) WHERE replayed_at IS NULL;

-- Keys of requests that were answered, with the answer.
CREATE TABLE idempotency_key (
  principal text NOT NULL,
  procedure text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (principal, procedure, key)
);

CREATE TABLE webhook_endpoint (
  endpoint_id                 uuid PRIMARY KEY,
  store_id                    uuid NOT NULL,
  url                         text NOT NULL,
  description                 text NOT NULL,
  event_types                 text[] NOT NULL CHECK (cardinality(event_types) > 0),
  status                      text NOT NULL CHECK (status IN ('enabled', 'disabled')),
  disabled_reason             text CHECK (disabled_reason IN ('by_member', 'gone', 'failing')),
  disabled_at                 timestamptz,
  failing_since               timestamptz,
  -- Sealed with a key that is not in the database: who reads it can sign nothing.
  secret                      text NOT NULL,
  previous_secret             text,
  previous_secret_valid_until timestamptz,
  created_at                  timestamptz NOT NULL,
  updated_at                  timestamptz NOT NULL,
  CHECK ((status = 'disabled') = (disabled_reason IS NOT NULL AND disabled_at IS NOT NULL)),
  CHECK ((previous_secret IS NULL) = (previous_secret_valid_until IS NULL))
);
CREATE INDEX webhook_endpoint_of_store ON webhook_endpoint (store_id, endpoint_id DESC);

CREATE TABLE webhook_delivery (
  delivery_id      uuid PRIMARY KEY,
  endpoint_id      uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  store_id         uuid NOT NULL,
  -- The event that is told: told once to each endpoint, however often it comes.
  cause_id         uuid NOT NULL,
  type             text NOT NULL,
  -- The very bytes that are signed.
  payload          text NOT NULL,
  status           text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
  attempts         integer NOT NULL DEFAULT 0,
  -- Attempts since it was queued or replayed: the place in the schedule of retries.
  round            integer NOT NULL DEFAULT 0,
  last_status_code integer,
  -- While an attempt runs, the end of its lease.
  next_attempt_at  timestamptz NOT NULL,
  created_at       timestamptz NOT NULL,
  settled_at       timestamptz,
  CHECK ((status = 'pending') = (settled_at IS NULL)),
  UNIQUE (endpoint_id, cause_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_delivery_failed ON webhook_delivery (endpoint_id, delivery_id) WHERE status = 'failed';
CREATE INDEX webhook_delivery_of_store ON webhook_delivery (store_id, delivery_id DESC);
CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery (endpoint_id, delivery_id DESC);
CREATE INDEX webhook_delivery_settled ON webhook_delivery (settled_at) WHERE status <> 'pending';

CREATE TABLE webhook_attempt (
  delivery_id      uuid NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
  number           integer NOT NULL,
  started_at       timestamptz NOT NULL,
  duration_ms      integer NOT NULL,
  status_code      integer,
  error            text,
  response_excerpt text NOT NULL,
  PRIMARY KEY (delivery_id, number)
);

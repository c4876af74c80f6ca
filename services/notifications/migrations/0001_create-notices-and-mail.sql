CREATE TABLE notice (
  -- The order of writing, by which pages are read; the id that is shown outside is made from it.
  position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What caused it: the same cause tells the same person once, however often it is delivered.
  cause_id     uuid NOT NULL,
  owner        text NOT NULL,
  kind         text NOT NULL,
  title        text NOT NULL,
  body         text NOT NULL,
  subject_kind text,
  subject_id   text,
  created_at   timestamptz NOT NULL,
  read_at      timestamptz,
  UNIQUE (owner, cause_id, kind)
);
CREATE INDEX notice_of_owner ON notice (owner, position DESC);

CREATE TABLE email_message (
  email_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause_id        uuid NOT NULL,
  -- `mailto:<address>`, or `user:<id>` and `order:<id>`, whose addresses are looked up when the mail is sent.
  recipient       text NOT NULL,
  template        text NOT NULL,
  data            jsonb NOT NULL,
  status          text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  last_error      text,
  queued_at       timestamptz NOT NULL,
  settled_at      timestamptz,
  CHECK ((status = 'queued') = (settled_at IS NULL)),
  UNIQUE (cause_id, recipient, template)
);
CREATE INDEX email_message_due ON email_message (next_attempt_at) WHERE status = 'queued';
CREATE INDEX email_message_failed ON email_message (settled_at) WHERE status = 'failed';

-- Copies from events of other contexts, so that a reaction asks nobody.
CREATE TABLE order_contact (
  order_id     uuid PRIMARY KEY,
  order_number text NOT NULL,
  owner        text NOT NULL,
  email        text NOT NULL
);
CREATE TABLE store_copy (
  store_id uuid PRIMARY KEY,
  name     text NOT NULL
);
CREATE TABLE store_member_copy (
  store_id uuid NOT NULL,
  user_id  uuid NOT NULL,
  role     text NOT NULL,
  PRIMARY KEY (store_id, user_id)
);

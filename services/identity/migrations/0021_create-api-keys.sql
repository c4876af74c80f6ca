-- A key with which a partner's machine acts for one store, in the name of whoever made it. The secret is a digest only.
CREATE TABLE api_key (
  key_id       uuid PRIMARY KEY,
  store_id     uuid NOT NULL,
  created_by   uuid NOT NULL REFERENCES user_account,
  name         text NOT NULL,
  prefix       text NOT NULL,
  digest       text NOT NULL UNIQUE,
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX api_key_store ON api_key (store_id, key_id DESC);
CREATE INDEX api_key_maker ON api_key (created_by);

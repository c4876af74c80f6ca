-- Sign-ins with LINE that were begun. Nothing here opens anything: state and nonce are kept as digests, and the verifier
-- whose digest the challenge is stays with whoever began.
CREATE TABLE line_authorization (
  state_digest   text PRIMARY KEY,
  nonce_digest   text NOT NULL,
  code_challenge text NOT NULL,
  return_url     text,
  expires_at     timestamptz NOT NULL,
  used_at        timestamptz
);
CREATE INDEX line_authorization_expiry ON line_authorization (expires_at);

-- Links in mails, by the digest of their token.
CREATE TABLE one_time_link (
  token_digest text PRIMARY KEY,
  link_id      uuid NOT NULL UNIQUE,
  purpose      text NOT NULL CHECK (purpose IN ('confirm-email', 'reset-password')),
  firebase_uid text NOT NULL,
  email        text NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz
);
CREATE INDEX one_time_link_expiry ON one_time_link (expires_at);
CREATE INDEX one_time_link_account ON one_time_link (firebase_uid, purpose) WHERE used_at IS NULL;

-- Counters of attempts, shared by all replicas. The limiter's library computes with the expiry as a number, in
-- milliseconds, which is why it is no timestamptz. Losing it costs nobody anything but a minute, hence unlogged.
CREATE UNLOGGED TABLE attempt (
  key    varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire double precision
);

-- Ways of signing in that a user has taken away from the account: they stay away until the user brings them back, though
-- tokens issued before still name them, and though they carry the account's own address.
CREATE TABLE unlinked_identity (
  provider    text NOT NULL,
  subject     text NOT NULL,
  user_id     uuid NOT NULL REFERENCES user_account,
  unlinked_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, provider, subject)
);

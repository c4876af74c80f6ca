-- A session of one browser. What its cookie holds is kept as a digest only, in session_token.
CREATE TABLE web_session (
  session_id       uuid PRIMARY KEY,
  user_id          uuid NOT NULL REFERENCES user_account,
  authenticated_at timestamptz NOT NULL,
  user_agent       text,
  ip_address       text,
  created_at       timestamptz NOT NULL,
  last_seen_at     timestamptz NOT NULL,
  ended_at         timestamptz,
  end_reason       text,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX web_session_user ON web_session (user_id, session_id DESC);

-- All tokens a session ever had: one that comes back long after it was replaced has been stolen from somebody.
CREATE TABLE session_token (
  digest      text PRIMARY KEY,
  session_id  uuid NOT NULL REFERENCES web_session ON DELETE CASCADE,
  issued_at   timestamptz NOT NULL,
  used_at     timestamptz,
  replaced_at timestamptz
);
CREATE INDEX session_token_session ON session_token (session_id);

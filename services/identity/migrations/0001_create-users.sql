-- A user is a person; each Firebase account (uid) leads to exactly one of them, several may lead to the same one.
CREATE TABLE user_account (
  user_id         uuid PRIMARY KEY,
  display_name    text,
  email           text,
  email_verified  boolean NOT NULL DEFAULT false,
  phone_number    text,
  disabled_reason text,
  revoked_before  timestamptz,
  created_at      timestamptz NOT NULL,
  CHECK (NOT email_verified OR email IS NOT NULL)
);

-- A verified address belongs to one user; unverified ones are mere claims and prove nothing.
CREATE UNIQUE INDEX user_account_verified_email ON user_account (email) WHERE email_verified;
CREATE INDEX user_account_email ON user_account (email);

-- The primary key is what makes concurrent first sign-ins of one uid end in one user.
CREATE TABLE firebase_account (
  firebase_uid text PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES user_account
);

CREATE TABLE linked_identity (
  provider     text NOT NULL,
  subject      text NOT NULL,
  user_id      uuid NOT NULL REFERENCES user_account,
  firebase_uid text NOT NULL REFERENCES firebase_account,
  linked_at    timestamptz NOT NULL,
  PRIMARY KEY (provider, subject)
);
CREATE INDEX linked_identity_user ON linked_identity (user_id);

CREATE TABLE user_role (
  user_id    uuid NOT NULL REFERENCES user_account,
  role       text NOT NULL CHECK (role IN ('buyer', 'seller', 'admin')),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, role)
);
CREATE INDEX user_role_admins ON user_role (user_id) WHERE role = 'admin';

CREATE TABLE store (
  store_id      uuid PRIMARY KEY,
  slug          text NOT NULL,
  name          text NOT NULL,
  description   text NOT NULL,
  status        text NOT NULL CHECK (status IN ('applied', 'approved', 'rejected', 'suspended')),
  -- Why the store was rejected or suspended, for operators.
  status_reason text,
  currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  country       text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  region        text,
  city          text,
  contact_email text,
  created_at    timestamptz NOT NULL,
  CONSTRAINT store_slug_unique UNIQUE (slug)
);
CREATE INDEX store_by_status ON store (status, store_id);

CREATE TABLE store_member (
  store_id uuid NOT NULL REFERENCES store,
  user_id  uuid NOT NULL,
  role     text NOT NULL CHECK (role IN ('owner', 'manager', 'staff')),
  since    timestamptz NOT NULL,
  PRIMARY KEY (store_id, user_id)
);
-- Answers "which memberships has this user" from the index alone: it is asked for most requests of sellers.
CREATE INDEX store_member_by_user ON store_member (user_id) INCLUDE (store_id, role);

-- What catalog needs to know of stores; kept from events, asked for once when a store is new to us.
CREATE TABLE store_copy (
  store_id uuid PRIMARY KEY,
  status text NOT NULL,
  currency text NOT NULL
);

-- Categories never move, so each keeps the ids from the root down to itself.
CREATE TABLE category (
  category_id uuid PRIMARY KEY,
  parent_id uuid REFERENCES category,
  slug text NOT NULL,
  name text NOT NULL,
  path uuid[] NOT NULL,
  CONSTRAINT category_slug_unique UNIQUE (slug),
  CONSTRAINT category_not_too_deep CHECK (cardinality(path) BETWEEN 1 AND 6)
);

CREATE INDEX category_below ON category USING gin (path);

-- Zones are set and read as one: all of a store's belong together.
CREATE TABLE shipping_zones (
  store_id   uuid PRIMARY KEY,
  currency   text NOT NULL,
  zones      jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

CREATE TABLE tax_rule (
  tax_rule_id       uuid PRIMARY KEY,
  name              text NOT NULL,
  country           text NOT NULL,
  region            text,
  category_id       uuid,
  rate_basis_points int NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 10000),
  inclusive         boolean NOT NULL,
  taxes_shipping    boolean NOT NULL,
  valid_from        timestamptz NOT NULL,
  valid_to          timestamptz,
  set_by            text NOT NULL
);

CREATE INDEX tax_rule_of_country ON tax_rule (country, valid_from);

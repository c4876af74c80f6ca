-- What the lines of a product are called in files of its store.
ALTER TABLE product ADD COLUMN handle text;
CREATE UNIQUE INDEX product_handle_unique_in_store ON product (store_id, handle) WHERE handle IS NOT NULL;

CREATE TABLE product_import (
  import_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL,
  total integer NOT NULL,
  processed integer NOT NULL,
  created integer NOT NULL,
  updated integer NOT NULL,
  refused integer NOT NULL,
  -- Moves with the commit of each batch: the import goes on here after a crash.
  groups_done integer NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT product_import_status_known CHECK (status IN ('waiting', 'running', 'finished', 'cancelled', 'failed')),
  CONSTRAINT product_import_adds_up CHECK (processed = created + updated + refused AND processed <= total)
);

CREATE INDEX product_import_unfinished ON product_import (import_id) WHERE status IN ('waiting', 'running');
CREATE INDEX product_import_of_store ON product_import (store_id, import_id);

CREATE TABLE import_refusal (
  import_id uuid NOT NULL REFERENCES product_import,
  line integer NOT NULL,
  -- A line may have several faults.
  position integer NOT NULL,
  field text NOT NULL,
  rule text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (import_id, line, position)
);

-- Pictures in the order of their showing, the first one standing for the product in lists. Few and always read together
-- with the product, so they lie in its row.
ALTER TABLE product ADD COLUMN media jsonb NOT NULL DEFAULT '[]';

-- A deleted product keeps what it was, so that it can be restored until it is purged.
ALTER TABLE product ADD COLUMN deleted_at timestamptz;
ALTER TABLE product ADD COLUMN status_before_deletion text;
ALTER TABLE product DROP CONSTRAINT product_status_known;
ALTER TABLE product ADD CONSTRAINT product_status_known CHECK (status IN ('draft', 'active', 'archived', 'deleted'));
ALTER TABLE product ADD CONSTRAINT product_deleted_is_restorable CHECK (
  (status = 'deleted') = (deleted_at IS NOT NULL) AND (status = 'deleted') = (status_before_deletion IS NOT NULL));

CREATE INDEX product_deleted ON product (deleted_at, product_id) WHERE status = 'deleted';
CREATE INDEX product_deleted_of_store ON product (store_id, product_id) WHERE status = 'deleted';

-- Blobs that are to go: written before blobs are stored, taken away with the commit that names them, written again when
-- nobody names them any more. So no crash can leave a blob that nobody knows.
CREATE TABLE blob_removal (
  -- All blobs of one thing, e.g. `media/<id>`.
  folder text PRIMARY KEY,
  names text[] NOT NULL,
  -- Once it has begun, nobody can take it back.
  is_begun boolean NOT NULL DEFAULT false,
  due_at timestamptz NOT NULL
);

CREATE INDEX blob_removal_due ON blob_removal (due_at);

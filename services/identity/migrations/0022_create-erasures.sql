-- An erased account keeps its row, which orders and books refer to by id, and nothing else of its person.
ALTER TABLE user_account ADD COLUMN erased_at timestamptz;
ALTER TABLE user_account ADD CONSTRAINT erased_is_empty CHECK (erased_at IS NULL OR
  (disabled_reason IS NOT NULL AND display_name IS NULL AND email IS NULL AND phone_number IS NULL));

-- Firebase accounts that are still to be deleted; then, once no ID token of theirs can be good any more, their uids here.
-- Until then the uid must lead to the erased account, or a token of before would open a new one under the old address.
CREATE TABLE firebase_removal (
  firebase_uid text PRIMARY KEY REFERENCES firebase_account,
  removed_at   timestamptz,
  due_at       timestamptz NOT NULL
);
CREATE INDEX firebase_removal_due ON firebase_removal (due_at);

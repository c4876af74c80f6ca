-- The ledger: double entry, append-only, whole minor units. What must always hold is refused here, in the database, so
-- that no programme can break it.

CREATE TABLE account (
  -- A digest of the code: a writer knows the identifier without asking, and the key keeps codes unique.
  account_id    uuid   PRIMARY KEY,
  code          text   NOT NULL,
  kind          text   NOT NULL CHECK (kind IN ('provider_clearing', 'escrow', 'store_available', 'store_debt', 'commission',
                                                'voucher', 'voucher_funding', 'payout_pending', 'bank', 'unapplied')),
  -- The store whose wallet the account belongs to, or the payment, where there is one.
  owner         text,
  currency      text   NOT NULL,
  protected     boolean NOT NULL,
  balance_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT account_id_is_digest CHECK (account_id = md5(code)::uuid),
  CONSTRAINT account_protected CHECK (NOT protected OR balance_minor >= 0),
  CONSTRAINT account_debt CHECK (kind <> 'store_debt' OR balance_minor <= 0)
) WITH (fillfactor = 70);

CREATE INDEX account_owner ON account (owner) WHERE owner IS NOT NULL;

CREATE TABLE ledger_transaction (
  transaction_id uuid PRIMARY KEY,
  kind           text NOT NULL,
  reference      text NOT NULL,
  -- By the marketplace's clock; what statements and wallets of past moments go by.
  occurred_at    timestamptz NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT transaction_timestamp()
);

CREATE INDEX ledger_transaction_reference ON ledger_transaction (reference);

-- No foreign keys: the statement's trigger checks accounts and transactions once for all its rows.
CREATE TABLE entry (
  entry_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id uuid   NOT NULL,
  account_id     uuid   NOT NULL,
  amount_minor   bigint NOT NULL CHECK (amount_minor <> 0),
  currency       text   NOT NULL
);

CREATE INDEX entry_account ON entry (account_id, entry_id);
CREATE INDEX entry_transaction ON entry (transaction_id);

-- Checks and books all entries of one statement. Plans that read whole tables are switched off, because a plan that was
-- made while the tables were empty would be kept. Accounts are locked in order, so that no two batches wait in a circle.
CREATE FUNCTION book_entries() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  touched uuid[];
  fault   record;
BEGIN
  SELECT array_agg(DISTINCT account_id) INTO touched FROM added;
  IF touched IS NULL THEN RETURN NULL; END IF;

  SELECT transaction_id, currency, sum(amount_minor) AS rest INTO fault
    FROM added GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % does not balance: % % left over', fault.transaction_id, fault.rest, fault.currency
      USING ERRCODE = 'HL001';
  END IF;

  PERFORM 1 FROM account WHERE account_id = ANY (touched) ORDER BY account_id FOR NO KEY UPDATE;

  SELECT e.account_id, e.currency, a.code INTO fault
    FROM added e LEFT JOIN account a ON a.account_id = e.account_id
   WHERE a.account_id IS NULL OR a.currency <> e.currency LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger entry in % does not fit account %', fault.currency, coalesce(fault.code, fault.account_id::text)
      USING ERRCODE = 'HL002';
  END IF;

  SELECT e.transaction_id INTO fault
    FROM added e LEFT JOIN ledger_transaction t ON t.transaction_id = e.transaction_id
   WHERE t.transaction_id IS NULL OR t.recorded_at <> transaction_timestamp() LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is not there or already closed', fault.transaction_id USING ERRCODE = 'HL003';
  END IF;

  UPDATE account a SET balance_minor = a.balance_minor + d.delta
    FROM (SELECT account_id, sum(amount_minor)::bigint AS delta FROM added GROUP BY account_id) d
   WHERE a.account_id = d.account_id;
  RETURN NULL;
END $$;

CREATE TRIGGER entry_books AFTER INSERT ON entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION book_entries();

-- A transaction comes with its entries, in one statement. That there are two or more follows from the sum being zero
-- and no entry being zero.
CREATE FUNCTION demand_entries() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  bare uuid;
BEGIN
  SELECT t.transaction_id INTO bare FROM added t
   WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.transaction_id = t.transaction_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % has no entries', bare USING ERRCODE = 'HL004';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_transaction_has_entries AFTER INSERT ON ledger_transaction REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION demand_entries();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'HL005';
END $$;

CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transaction_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_stays BEFORE DELETE OR TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Balances are moved by entries alone: from within their trigger, never by a statement of its own.
CREATE TRIGGER account_moves_by_entries BEFORE UPDATE ON account
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
  FOR EACH ROW WHEN (NEW.balance_minor <> 0) EXECUTE FUNCTION refuse_change();

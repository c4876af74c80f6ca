import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const CONVERSIONS = `SELECT conversion_id AS id, store_id, from_currency, from_minor, to_currency, to_minor
  FROM conversion ORDER BY conversion_id`;
/** By currency: what the store gave or got, whatever went to its debts, and what the platform took or gave. */
const BOOKED = `SELECT t.reference::uuid AS id, e.currency, min(a.owner) AS store_id, count(DISTINCT t.transaction_id)::int AS transactions,
    coalesce(sum(e.amount_minor) FILTER (WHERE a.kind IN ('store_available', 'store_debt')), 0)::bigint AS of_store,
    coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'fx_position'), 0)::bigint AS of_platform
  FROM ledger_transaction t JOIN entry e USING (transaction_id) JOIN account a USING (account_id)
  WHERE t.kind = 'conversion' GROUP BY 1, 2`;
const BY_CONVERSION = `SELECT id, json_agg(json_build_object('currency', currency, 'storeId', store_id, 'transactions', transactions,
    'ofStore', of_store::text, 'ofPlatform', of_platform::text)) AS legs
  FROM (${BOOKED}) booked GROUP BY id ORDER BY id`;

type Conversion = {
  id: string;
  store_id: string;
  from_currency: string;
  from_minor: bigint;
  to_currency: string;
  to_minor: bigint;
};
type Leg = { currency: string; storeId: string; transactions: number; ofStore: string; ofPlatform: string };
type Booked = { id: string; legs: Leg[] };

export const conversionsMatchLedger: Check = {
  name: "each conversion is booked once: from the store in one currency, to it in the other, against the platform's positions",
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    let checked = 0;
    const keys = { left: (row: Conversion) => row.id, right: (row: Booked) => row.id };
    for await (const { key, left, right } of sideBySide(
      payments.stream<Conversion>(CONVERSIONS),
      payments.stream<Booked>(BY_CONVERSION),
      keys,
    )) {
      checked += 1;
      if (left === null) report({ id: key, problem: 'entries name a conversion that is not there' });
      else if (right === null) report({ id: key, problem: 'the conversion was not booked' });
      else for (const problem of problemsOf(left, right)) report({ id: key, problem });
    }
    return checked;
  },
};

function* problemsOf(conversion: Conversion, { legs }: Booked): Generator<string> {
  const wanted = [
    [conversion.from_currency, -conversion.from_minor],
    [conversion.to_currency, conversion.to_minor],
  ] as const;
  if (legs.length !== wanted.length) yield `it is booked in ${legs.length} currencies`;
  for (const [currency, amount] of wanted) {
    const leg = legs.find((each) => each.currency === currency);
    const booked = `${leg?.ofStore} and ${leg?.ofPlatform}`;
    if (leg?.ofStore !== amount.toString() || leg.ofPlatform !== (-amount).toString())
      yield `${amount} ${currency} was converted, the entries of store and platform are ${booked}`;
    else if (leg.storeId !== conversion.store_id)
      yield `it is of store ${conversion.store_id}, booked on ${leg.storeId}`;
    else if (leg.transactions !== 1) yield `it was booked ${leg.transactions} times`;
  }
}

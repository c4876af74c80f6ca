import type { Check, DatabaseName } from '../check.ts';

/** Tables whose rows are never changed, and the triggers that refuse it. */
const GUARDS: Readonly<Partial<Record<DatabaseName, readonly string[]>>> = {
  payments: [
    'entry_books',
    'ledger_transaction_has_entries',
    'entry_is_append_only',
    'ledger_transaction_is_append_only',
    'account_stays',
    'account_moves_by_entries',
    'account_starts_empty',
    'payment_event_is_append_only',
    'escrow_event_is_append_only',
  ],
  ordering: ['order_event_is_append_only'],
  inventory: ['stock_movement_is_append_only'],
};

/** `O` fires always but in a replica, `A` always; anything else is switched off. */
const ENABLED = `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname = ANY ($1)`;
const CONSTRAINTS = `SELECT conname FROM pg_constraint WHERE convalidated AND conname = ANY ($1)`;
const STOCK_RULES = ['stock_on_hand_not_negative', 'stock_reserved_not_negative', 'stock_not_oversold'];
const LEDGER_RULES = ['account_protected', 'account_debt', 'account_id_is_digest'];

export const historyCannotBeEdited: Check = {
  name: 'the guards that refuse unbalanced entries, edits of history and overselling are on',
  property: 'history',
  mayBeInFlight: false,
  async run(world, report) {
    let checked = 0;
    for (const [name, wanted] of Object.entries(GUARDS) as [DatabaseName, readonly string[]][]) {
      const on = new Set((await world[name].rows<{ tgname: string }>(ENABLED, [wanted])).map(({ tgname }) => tgname));
      for (const trigger of wanted)
        if (!on.has(trigger)) report({ id: `${name}.${trigger}`, problem: 'the trigger is missing or switched off' });
      checked += wanted.length;
    }
    for (const [name, wanted] of [
      ['inventory', STOCK_RULES],
      ['payments', LEDGER_RULES],
    ] as const) {
      const there = new Set(
        (await world[name].rows<{ conname: string }>(CONSTRAINTS, [wanted])).map(({ conname }) => conname),
      );
      for (const rule of wanted)
        if (!there.has(rule)) report({ id: `${name}.${rule}`, problem: 'the constraint is missing' });
      checked += wanted.length;
    }
    return checked;
  },
};

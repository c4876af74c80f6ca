import { describe, expect, it } from '@jest/globals';
import { runLedgerSoak } from '../soak/run-ledger-soak.ts';

/** `npm run soak:ledger -- --operations 1000000 --kills 20` is the long version. */
const OPERATIONS = Number(process.env.HAAT_LEDGER_OPERATIONS ?? 3_000);
const KILLS = 3;

describe('the ledger', () => {
  it(`has no drift after ${OPERATIONS} random operations of all kinds with ${KILLS} kills in between`, async () => {
    const { faults, operations, entries } = await runLedgerSoak({ operations: OPERATIONS, kills: KILLS });
    expect(faults).toEqual([]);
    expect(operations).toBeGreaterThanOrEqual(OPERATIONS);
    expect(entries).toBeGreaterThan(OPERATIONS / 2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admin, type PaymentsUnderTest, startPayments, until } from '../harness.ts';
import { ledgerFaults } from '../ledger-checks.ts';
import { Lane, operation } from '../ledger-operations.ts';
import { scriptedProvider } from '../scripted-provider.ts';

const OPERATIONS = Number(process.env.HAAT_LEDGER_OPERATIONS ?? 2_000);
const LANES = 6;
const MS_PER_OPERATION = 60;

describe('the ledger under random operations', () => {
  const scripted = scriptedProvider();
  let payments: PaymentsUnderTest;

  beforeAll(async () => {
    payments = await startPayments(scripted.provider);
  });
  afterAll(() => payments.stop());

  it(
    `agrees with a model after ${OPERATIONS} operations of all kinds, drift zero`,
    async () => {
      const length = Math.ceil(OPERATIONS / LANES);
      await fc.assert(
        // The seed stands for the whole script: a failure is repeated by its number.
        fc.asyncProperty(fc.nat(), async (seed) => {
          const running = Array.from({ length: LANES }, async (_, number) => {
            const lane = new Lane(payments);
            const wishes = fc.sample(operation, { seed: seed + number, numRuns: length });
            for (const [index, wish] of wishes.entries()) {
              await lane.run(wish);
              if (index % 20 !== 0) continue;
              const { expected, actual } = await lane.wallets();
              expect({ after: wish, wallets: actual }).toEqual({ after: wish, wallets: expected });
            }
            return lane;
          });
          const done = await Promise.all(running);
          for (const lane of done) {
            const { expected, actual } = await lane.wallets();
            expect(actual).toEqual(expected);
          }
          await reconcile(done);
        }),
        { numRuns: 1, endOnFailure: true },
      );
    },
    60_000 + OPERATIONS * MS_PER_OPERATION,
  );

  /** The books agree with themselves, with the model's commission, and with what the provider says it has done. */
  async function reconcile(lanes: readonly Lane[]): Promise<void> {
    await until(
      async () =>
        (await payments.database.query(`SELECT 1 AS x FROM provider_call WHERE kind <> 'charge' LIMIT 1`)).length === 0,
    );
    expect(await ledgerFaults(payments.database)).toEqual([]);
    const { rows } = await payments.call('trialBalance', {}, admin);
    const balanceOf = (kind: string) =>
      BigInt(rows.find((row: { kind: string }) => row.kind === kind)?.balance.amountMinor ?? 0);
    const sum = (values: Iterable<bigint>) => [...values].reduce((left, right) => left + right, 0n);
    expect(balanceOf('commission')).toBe(sum(lanes.flatMap((lane) => lane.stores.map((store) => store.commission))));
    const paidOut = sum(scripted.payouts.values());
    expect(balanceOf('bank')).toBe(paidOut);
    const cards = lanes.flatMap((lane) =>
      lane.checkouts.flatMap(({ tenders }) =>
        tenders.filter((tender) => tender.status === 'succeeded' && !tender.isVoucher),
      ),
    );
    const charged = sum(cards.map(({ amount }) => amount));
    const refunded = sum([...scripted.refunds.values()].map(({ amountMinor }) => amountMinor));
    expect(balanceOf('provider_clearing')).toBe(refunded - charged);
    const kinds = new Set(lanes.flatMap((lane) => [...lane.done.keys()]));
    expect(kinds.size).toBe(16);
  }
});

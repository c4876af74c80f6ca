import fc from 'fast-check';
import { Lane, operation, scriptedProvider, START, startPayments } from '@haat/payments/testing';
import { createDatabase } from '@haat/service-kit';
import { settableClock } from '@haat/service-kit/testing';

/** Random operations on the ledger without end, until the parent kills this process. Arguments: database, seed, lanes. */
const [url, seed, lanes] = process.argv.slice(2) as [string, string, string];

const REPORT_EVERY = 20;
const LIFE_MS = 40 * 24 * 60 * 60 * 1000;
const database = createDatabase({ url, name: 'ledger-soak', maxConnections: 12 });
// Each life begins after the one before: the ledger's clock never goes back.
const clock = settableClock(new Date(START.getTime() + Number(seed) * LIFE_MS));
const payments = await startPayments(scriptedProvider().provider, { database, clock });

/** A lane has stores of its own and a model of them; the wallets must agree with it at every look. */
async function runLane(number: number): Promise<void> {
  const lane = new Lane(payments);
  for (let round = 0; ; round += 1) {
    for (const wish of fc.sample(operation, {
      seed: Number(seed) * 1_000_003 + number * 10_007 + round,
      numRuns: REPORT_EVERY,
    }))
      await lane.run(wish);
    process.send!({ done: REPORT_EVERY });
    const { expected, actual } = await lane.wallets();
    const say = (wallets: unknown) =>
      JSON.stringify(wallets, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
    if (say(expected) !== say(actual))
      process.send!({ fault: `wallets are ${say(actual)} and should be ${say(expected)}` });
  }
}

await Promise.all(Array.from({ length: Number(lanes) }, (_, number) => runLane(number))).catch((error: Error) => {
  process.send!({ fault: error.stack ?? error.message });
});

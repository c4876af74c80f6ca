import { parseArgs } from 'node:util';
import { runLedgerSoak } from './run-ledger-soak.ts';

/** `npm run soak:ledger -- --operations 1000000 --kills 20`: half an hour for the million on two cores. */
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '20' },
    lanes: { type: 'string', default: '6' },
    seed: { type: 'string', default: '0' },
  },
});

const startedAtMs = Date.now();
const result = await runLedgerSoak({
  operations: Number(values.operations),
  kills: Number(values.kills),
  lanes: Number(values.lanes),
  seed: Number(values.seed),
  onProgress: (line) => console.log(`${((Date.now() - startedAtMs) / 1000).toFixed(0)} s: ${line}`),
});
console.log(result.faults.length === 0 ? 'Drift: zero.' : result.faults.slice(0, 20).join('\n'));
console.log(
  `${result.operations} operations, ${result.kills} kills, ${result.transactions} transactions with ${result.entries} entries`,
);
process.exitCode = result.faults.length === 0 ? 0 : 1;

/**
 * `node scripts/sum-up.js <name>=<exit code> …`: the last words of .ci/run. A step that failed without a failed test
 * (lint, types, set-up) counts as one failure of its own.
 */
import { describeResults, readResults, summarise } from './test-results.js';

const results = readResults();
const steps = process.argv.slice(2).map((step) => step.split('='));
const failedTests = (step) =>
  results.filter(({ workspace }) => (workspace === 'e2e') === (step === 'e2e')).flatMap(({ failed }) => failed).length;
const silent = steps.filter(([name, code]) => code !== '0' && failedTests(name) === 0);

for (const line of describeResults(results)) console.log(line);
for (const [name, code] of silent) console.log(`  failed: "${name}" ended with code ${code} without a failed test`);
console.log(summarise(results, silent.length));
process.exit(steps.some(([, code]) => code !== '0') ? 1 : 0);

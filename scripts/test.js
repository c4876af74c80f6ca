/** `npm test`: lint, types and every test that needs nothing but this repository, from a clean clone on. */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run, setUp } from './set-up.js';
import { RESULTS_FOLDER, describeResults, readResults, recordCheck } from './test-results.js';

const PLAN = `Running, over all workspaces, what has changed since the last time:
  lint       the walls between projects and rooms, and common mistakes (ESLint)
  typecheck  the whole repository as one program (TypeScript, strict)
  test       *.test.ts and *.component.test.ts (Jest, a real PostgreSQL for each workspace)
`;

async function main() {
  await setUp();
  // Nx would have its tasks write colours into a file or a pipe as well.
  if (!process.stdout.isTTY) process.env.FORCE_COLOR ??= '0';
  console.log(PLAN);
  // Results of tests that do not run again come back from the cache; older ones must not be counted.
  rmSync(RESULTS_FOLDER, { recursive: true, force: true });

  const checks = await nx('lint,typecheck');
  recordCheck('lint and typecheck', checks === 0);
  const tests = await nx('test');

  for (const line of describeResults(readResults())) console.log(line);
  const verdict = checks === 0 && tests === 0 ? 'all well' : 'NOT all well, see above';
  console.log(`\nlint, typecheck and test ran over all workspaces: ${verdict}.`);
  process.exit(checks || tests);
}

function nx(targets) {
  const how = [`--parallel=${availableParallelism()}`, '--output-style=static', ...process.argv.slice(2)];
  return run('node_modules/nx/dist/bin/nx.js', 'run-many', `--targets=${targets}`, ...how);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

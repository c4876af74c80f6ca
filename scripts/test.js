/** `npm test`: lint, types and every test that needs nothing but this repository, from a clean clone on. */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { run, setUp } from './set-up.js';
import { describeResults, readResults } from './test-results.js';

const RESULTS = fileURLToPath(new URL('../dist/test-results', import.meta.url));
const NX = 'node_modules/nx/dist/bin/nx.js';

async function main() {
  await setUp();
  // Nx would have its tasks write colours into a file or a pipe as well.
  if (!process.stdout.isTTY) process.env.FORCE_COLOR ??= '0';
  console.log('Running, over all workspaces, what has changed since the last time:');
  console.log('  lint       the walls between projects and rooms, and common mistakes (ESLint)');
  console.log('  typecheck  the whole repository as one program (TypeScript, strict)');
  console.log('  test       *.test.ts and *.component.test.ts (Jest, a real PostgreSQL for each workspace)\n');
  // Results of tests that do not run again come back from the cache; older ones must not be counted.
  rmSync(RESULTS, { recursive: true, force: true });
  const how = [`--parallel=${availableParallelism()}`, '--output-style=static', ...process.argv.slice(2)];
  const code = await run(NX, 'run-many', '--targets=lint,typecheck,test', ...how);
  const results = readResults();
  for (const line of describeResults(results)) console.log(line);
  console.log(
    `\nlint, typecheck and test ran over all workspaces: ${code === 0 ? 'all well' : 'NOT all well, see above'}.`,
  );
  process.exit(code);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

/** `node scripts/run.js <file> [arguments]`: sets the project up if need be, then runs a file on its own Node. */
import { runAndExit, setUp } from './set-up.js';

try {
  await setUp();
  await runAndExit(...process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

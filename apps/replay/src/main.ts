import { readArguments, runToExit } from './command-line.ts';
import { createProgress } from './console/progress.ts';
import { readEnvironment } from './env.ts';
import { replayFolder } from './olist/replay-folder.ts';

const USAGE = 'Usage: npm run replay -- <folder with the Olist CSV files> [--concurrency 16]';

await runToExit(() => {
  const { marketplaceUrl, dataDir, startedIn } = readEnvironment();
  const { path, concurrency } = readArguments(process.argv.slice(2), { usage: USAGE, startedIn });
  return replayFolder({
    folder: path,
    marketplaceUrl,
    dataDir,
    concurrency,
    progress: createProgress(),
    print: console.log,
  });
});

import { readArguments, runToExit } from './command-line.ts';
import { createProgress } from './console/progress.ts';
import { readEnvironment } from './env.ts';
import { importFile } from './uci/import-file.ts';

const USAGE = 'Usage: npm run import:uci -- <UCI Online Retail CSV file, plain or gzipped> [--concurrency 16]';

await runToExit(() => {
  const { marketplaceUrl, dataDir, startedIn } = readEnvironment();
  const { path, concurrency } = readArguments(process.argv.slice(2), { usage: USAGE, startedIn });
  return importFile({
    file: path,
    marketplaceUrl,
    dataDir,
    concurrency,
    progress: createProgress(),
    print: console.log,
  });
});

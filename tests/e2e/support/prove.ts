import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROVE = fileURLToPath(new URL('../../../apps/prove/src/main.ts', import.meta.url));

/** Has `npm run prove` check a running marketplace; a breach fails with all that it said. */
export async function prove(url: string): Promise<string> {
  if (!existsSync(PROVE)) throw new Error('apps/prove/src/main.ts is not there, so nothing proves the running data');
  try {
    return (await promisify(execFile)(process.execPath, [PROVE], { env: { ...process.env, HAAT_URL: url } })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm run prove found a breach:\n${stdout}\n${stderr}`, { cause: error });
  }
}

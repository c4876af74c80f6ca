import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from './input/input-error.ts';
import { NoMarketplace } from './market/market.ts';

export type Arguments = { readonly path: string; readonly concurrency: number };

const DEFAULT_CONCURRENCY = 16;
const MAX_CONCURRENCY = 256;

/** Reads the one path and the options; a relative path is meant from where the user stood. */
export function readArguments(
  argv: readonly string[],
  { usage, startedIn }: { usage: string; startedIn: string },
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { concurrency: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length !== 1) throw new InputError(usage);
    const concurrency = Number(values.concurrency ?? DEFAULT_CONCURRENCY);
    if (!Number.isSafeInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw new InputError(`--concurrency is a whole number from 1 to ${MAX_CONCURRENCY}.`);
    }
    const path = positionals[0]!;
    return { path: isAbsolute(path) ? path : resolve(startedIn, path), concurrency };
  } catch (error) {
    throw error instanceof InputError
      ? error
      : new InputError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** 0: all agrees, 1: something differs or failed, 2: what was given cannot be used, or there is no marketplace. */
export async function runToExit(work: () => Promise<number>): Promise<never> {
  try {
    process.exit((await work()) === 0 ? 0 : 1);
  } catch (error) {
    const isUse = error instanceof InputError || error instanceof NoMarketplace;
    console.error(isUse ? error.message : error);
    process.exit(isUse ? 2 : 1);
  }
}

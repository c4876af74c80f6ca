import { readFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdjustableClock } from '@haat/service-kit';

const file = (dataDir: string): string => join(dataDir, 'clock-offset-ms');

/** How far the clock was moved in earlier runs: history must not go back in time after a restart. */
export async function readClockOffset(dataDir: string): Promise<number> {
  const offset = Number(await readFile(file(dataDir), 'utf8').catch(() => '0'));
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
}

export function keepClockOffset(dataDir: string, clock: AdjustableClock): void {
  clock.onChange(() => writeFileSync(file(dataDir), String(clock.offsetMs)));
}

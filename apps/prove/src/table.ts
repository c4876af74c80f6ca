import type { Proof } from './prove.ts';

const NAME_WIDTH = 100;
const COUNT_WIDTH = 12;

export const HEADING = `${'property'.padEnd(9)}${'what was checked'.padEnd(NAME_WIDTH)}${'looked at'.padStart(COUNT_WIDTH)}  seconds`;

/** One row of the table, printed as soon as it is known. */
export function rowOf({ check, looked, seconds, breaches }: Proof): string {
  const verdict = breaches.length === 0 ? 'holds' : 'BREACH';
  const count = String(looked).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${check.property.padEnd(9)}${check.name.padEnd(NAME_WIDTH)}${count.padStart(COUNT_WIDTH)}  ${seconds.toFixed(2).padStart(7)}  ${verdict}`;
}

const SHOWN = 20;

/** What was found, by name. */
export function breachesOf({ breaches }: Proof): string {
  const shown = breaches.slice(0, SHOWN).map(({ id, problem }) => `  ${id}: ${problem}`);
  const rest = breaches.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Contract, contracts } from '@haat/contracts';

const ROOT = join(import.meta.dirname, '../..');
/** Thrown to the bus only, which tries again or parks the event; no caller of a procedure ever sees them. */
const SEEN_BY_NO_CALLER = ['payments.payment_not_open_yet', 'inventory.return_exceeds_order'];

/** The codes with which a context makes its errors, read from its sources. */
function thrownBy(context: string): string[] {
  const folder = join(ROOT, 'services', context, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const made = files.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/(?:super|DomainError)\(\s*'([a-z]+\.[a-z_]+)'/g),
  ]);
  return [...new Set(made.map((match) => match[1]!))].filter((code) => code.startsWith(`${context}.`));
}

describe.each(Object.values(contracts) as Contract[])('the contract of $name', ({ name, procedures }) => {
  it('declares every code that its service throws', () => {
    const declared = new Set(Object.values(procedures).flatMap((procedure) => procedure.errors));
    const undeclared = thrownBy(name).filter((code) => !declared.has(code) && !SEEN_BY_NO_CALLER.includes(code));
    expect(undeclared).toEqual([]);
  });
});

import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { count } from '../../console/figures.ts';
import type { RefusedLine } from '../plan-returns.ts';

/** Writes every refused line with its number, field and rule: one row for each rule that a line breaks. */
export async function writeRefusedLines(file: string, refused: readonly RefusedLine[]): Promise<void> {
  const rows = refused
    .toSorted((a, b) => a.line.lineNumber - b.line.lineNumber)
    .flatMap(({ line, breaches }) =>
      breaches.map(({ field, rule }) =>
        [line.lineNumber, line.invoice, line.stockCode, line.quantity, field, rule].map(quoted).join(','),
      ),
    );
  await writeFile(file, `${['line,invoice,stock_code,quantity,field,rule', ...rows].join('\n')}\n`);
}

/** Counts the refused lines by what they break. A line that breaks several rules is counted at each. */
export function drawRefusals(refused: readonly RefusedLine[]): string {
  const table = new Table({
    head: ['field', 'rule', 'lines'],
    colAligns: ['left', 'left', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const rules = Map.groupBy(
    refused.flatMap(({ breaches }) => breaches),
    ({ field, rule }) => `${field} ${rule}`,
  );
  for (const same of rules.values()) table.push([same[0]!.field, same[0]!.rule, count(same.length)]);
  return table.toString();
}

const quoted = (value: string | number): string =>
  /[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

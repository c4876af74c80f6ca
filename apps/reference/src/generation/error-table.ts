import { type Contract, contracts } from '@haat/contracts';
import { isKnownCode, statusesOf, TRANSPORT_CODES } from '../errors.ts';

const BEGIN = '<!-- made by `npm run references` -->';
const END = '<!-- end of what is made -->';

/** The page with its table of codes made anew. */
export function withErrorTable(page: string): string {
  const [before, rest = ''] = page.split(BEGIN);
  const after = rest.slice(rest.indexOf(END) + END.length);
  return `${before}${BEGIN}\n\n${errorTable()}\n\n${END}${after}`;
}

/** Which code comes with which status, and from which procedures. */
function errorTable(): string {
  const from = new Map<string, string[]>();
  for (const { name: context, procedures } of Object.values(contracts) as Contract[])
    for (const [name, { errors, rest, access }] of Object.entries(procedures))
      if (rest !== null && access.kind !== 'internal')
        for (const code of errors) from.set(code, [...(from.get(code) ?? []), `${context}.${name}`]);
  for (const code of [...EVERYWHERE, ...Object.keys(TRANSPORT_CODES)]) if (!from.has(code)) from.set(code, []);
  const rows = [...from]
    .filter(([code]) => isKnownCode(code))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, names]) => [`\`${code}\``, statusesOf(code).join(', '), procedures(names)]);
  return table([['code', 'status', 'from'], ...rows]);
}

const EVERYWHERE = [
  'request.invalid',
  'access.sign_in_required',
  'access.forbidden',
  'access.cross_site',
  'access.not_for_api_keys',
  'access.scope_missing',
  'access.store_suspended',
  'idempotency.key_required',
  'idempotency.key_invalid',
  'idempotency.key_reused',
  'service.unavailable',
];

const MOST_NAMES = 4;

function procedures(names: readonly string[]): string {
  if (names.length === 0) return 'any';
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

/** A table as the formatter would lay it out. */
function table([head, ...rows]: string[][]): string {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

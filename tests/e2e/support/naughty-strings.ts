import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Big List of Naughty Strings stands beside the repository, not in it. */
const FILE =
  process.env.HAAT_NAUGHTY_STRINGS ??
  fileURLToPath(new URL('../../../../shared/data/security/blns/blns.json', import.meta.url));

/** Cases the list lacks, kept here so that a clone without it is tested too. */
const OWN: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfff',
  '\u202e\u200b\ufeff',
  "'; DROP TABLE store; --",
  '{{7*7}} ${7*7} <%= 7*7 %>',
  '../../etc/passwd',
  '..',
  '.',
  '%',
  '%00',
  '%2e%2e%2f',
  'a/b?c=d#e',
  '__proto__',
  'constructor',
  '\r\nSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '-1',
  '1e3',
  'NaN',
  'null',
  '9'.repeat(400),
  'x'.repeat(600),
  'e\u0301'.repeat(3000),
];

export const hasNaughtyList = existsSync(FILE);

export const naughtyStrings = (): string[] => [
  ...OWN,
  ...(hasNaughtyList ? (JSON.parse(readFileSync(FILE, 'utf8')) as string[]) : []),
];

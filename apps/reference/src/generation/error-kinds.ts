import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_KINDS } from '@haat/service-kit';

type ErrorKind = keyof typeof ERROR_KINDS;

const ROOMS = ['services', 'packages', 'apps'];
const KINDS = Object.keys(ERROR_KINDS) as ErrorKind[];
const MADE = new RegExp(`'([a-z]+\\.[a-z_]+)',\\s*'(${KINDS.join('|')})'`, 'g');

/** Every error code with the kinds it is made with, read from the sources: the kind decides the status. */
export function errorKindsIn(root: string): Readonly<Record<string, readonly ErrorKind[]>> {
  const found = new Map<string, Set<ErrorKind>>();
  for (const file of ROOMS.flatMap((room) => sourcesOf(join(root, room)))) {
    for (const [, code, kind] of readFileSync(file, 'utf8').matchAll(MADE))
      found.set(code!, (found.get(code!) ?? new Set()).add(kind as ErrorKind));
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([code, kinds]) => [code, [...kinds].sort()]));
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((workspace) => {
    const src = join(folder, workspace.name, 'src');
    const files = workspace.isDirectory() ? listed(src) : [];
    return files.filter((file) => file.endsWith('.ts')).map((file) => join(src, file));
  });
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

/** The module that the reference reads them from. */
export function errorKindsModule(kinds: Readonly<Record<string, readonly ErrorKind[]>>): string {
  const lines = Object.entries(kinds).map(
    ([code, of]) => `  '${code}': [${of.map((kind) => `'${kind}'`).join(', ')}],`,
  );
  return [
    "import type { ERROR_KINDS } from '@haat/service-kit';",
    '',
    '/** Made from the sources by `npm run references`; not to be edited. */',
    'export const errorKindsByCode: Readonly<Record<string, readonly (keyof typeof ERROR_KINDS)[]>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

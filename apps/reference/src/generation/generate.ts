import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json } from '../json-schema.ts';
import { breakingChanges } from './compatibility.ts';
import { errorKindsIn, errorKindsModule } from './error-kinds.ts';
import { eventSchemas } from './event-schemas.ts';

export const ERROR_KINDS_MODULE = 'apps/reference/src/generated/error-kinds.ts';
export const EVENTS_FOLDER = 'docs/api/events';
export const ERRORS_PAGE = 'docs/api/errors.md';

/** The codes come first, in a step of their own, since the rest of the references is made with them. */
export const generatedErrorKinds = (root: string): string => errorKindsModule(errorKindsIn(root));

/** Everything else that is made from the contracts and committed, by its path. */
export async function generated(root: string): Promise<ReadonlyMap<string, string>> {
  const { withErrorTable } = await import('./error-table.ts');
  const page = join(root, ERRORS_PAGE);
  const schemas = [...eventSchemas()].map(
    ([file, schema]) => [`${EVENTS_FOLDER}/${file}`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  return new Map([
    ...schemas,
    ...(existsSync(page) ? [[ERRORS_PAGE, withErrorTable(readFileSync(page, 'utf8'))] as const] : []),
  ]);
}

type Options = { readonly acceptBreaking: boolean };

/**
 * Writes what has changed, as the formatter lays it out.
 * @returns the paths
 * @throws Error when an event would break those who read it, unless that is accepted
 */
export async function generate(root: string, { acceptBreaking }: Options): Promise<string[]> {
  const broken = acceptBreaking ? [] : brokenEvents(root);
  if (broken.length > 0)
    throw new Error(`Give these events a new version, or state --accept-breaking:\n  ${broken.join('\n  ')}`);
  const first = await write(root, new Map([[ERROR_KINDS_MODULE, generatedErrorKinds(root)]]));
  return [...first, ...(await write(root, await generated(root)))];
}

function brokenEvents(root: string): string[] {
  return [...eventSchemas()].flatMap(([file, schema]) => {
    const path = join(root, EVENTS_FOLDER, file);
    if (!existsSync(path)) return [];
    return breakingChanges(JSON.parse(readFileSync(path, 'utf8')) as Json, schema).map((how) => `${file}: ${how}`);
  });
}

/** Whether a file says the same. How JSON is laid out says nothing. */
export function isUpToDate(path: string, text: string, root: string): boolean {
  if (!existsSync(join(root, path))) return false;
  const known = readFileSync(join(root, path), 'utf8');
  const plain = (file: string) => (path.endsWith('.json') ? JSON.stringify(JSON.parse(file)) : file);
  return plain(known) === plain(text);
}

async function write(root: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const { format, resolveConfig } = await import('prettier');
  const changed = [...files].filter(([path, text]) => !isUpToDate(path, text, root));
  for (const [path, text] of changed) {
    const filepath = join(root, path);
    mkdirSync(dirname(filepath), { recursive: true });
    writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  return changed.map(([path]) => path);
}

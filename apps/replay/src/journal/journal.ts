import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What has been done, with the identifiers that were given: an append-only file of JSON lines, one whole line a write.
 * A line that a kill cut off is dropped at the next start, which is harmless: each step carries an idempotency key and is
 * simply asked for again. A later line replaces an earlier one of the same kind and id.
 */
export type Journal<Kinds extends Record<string, unknown>> = {
  get<Kind extends keyof Kinds & string>(kind: Kind, id: string): Kinds[Kind] | undefined;
  has(kind: keyof Kinds & string, id: string): boolean;
  record<Kind extends keyof Kinds & string>(kind: Kind, id: string, value: Kinds[Kind]): void;
  entries<Kind extends keyof Kinds & string>(kind: Kind): ReadonlyMap<string, Kinds[Kind]>;
  readonly isEmpty: boolean;
  /** Puts the file aside and begins a new one, because it tells of another marketplace. */
  startAnew(): void;
  close(): void;
};

type Line = { kind: string; id: string; value: unknown };

/** Opens, or begins, the journal in a file. */
export function openJournal<Kinds extends Record<string, unknown>>(file: string): Journal<Kinds> {
  mkdirSync(dirname(file), { recursive: true });
  const known = new Map<string, Map<string, unknown>>();
  const kindOf = (kind: string) => {
    let entries = known.get(kind);
    if (entries === undefined) known.set(kind, (entries = new Map()));
    return entries;
  };
  for (const line of readLines(file)) kindOf(line.kind).set(line.id, line.value);
  let descriptor = openSync(file, 'a', 0o600);
  return {
    get: (kind, id) => kindOf(kind).get(id) as never,
    has: (kind, id) => kindOf(kind).has(id),
    record(kind, id, value) {
      writeSync(descriptor, `${JSON.stringify({ kind, id, value } satisfies Line)}\n`);
      kindOf(kind).set(id, value);
    },
    entries: (kind) => kindOf(kind) as never,
    get isEmpty() {
      return [...known.values()].every((entries) => entries.size === 0);
    },
    startAnew() {
      closeSync(descriptor);
      renameSync(file, `${file}.of-another-marketplace`);
      known.clear();
      descriptor = openSync(file, 'a', 0o600);
    },
    close: () => closeSync(descriptor),
  };
}

/** Reads whole lines and cuts off what a kill left of the last one, so that the next line begins on its own. */
function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const content = readFileSync(file);
  const end = content.lastIndexOf(0x0a) + 1;
  if (end < content.length) truncateSync(file, end);
  const lines = content.subarray(0, end).toString('utf8').split('\n');
  return lines.flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): Line | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as Line;
  } catch {
    return null;
  }
}

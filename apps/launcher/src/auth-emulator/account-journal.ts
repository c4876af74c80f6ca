import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { EmulatorAccount } from './firebase-internals.ts';

/** One line of the file: an account as it stood then, or that it was deleted. The last line about an account counts. */
type Entry = { account: EmulatorAccount } | { deleted: string };

/** Rewriting is worth it once most of the lines are outdated. */
const OUTDATED_LINES_LIMIT = 20_000;
/** A power cut may cost the changes of this long; the death of a process costs nothing that was written. */
const SYNC_DELAY_MS = 500;

/**
 * Keeps the emulator's accounts in a file of JSON lines. Appending costs the same for ten accounts and for a hundred
 * thousand, and it happens before the answer leaves, so that nobody is told of an account that a killed emulator forgets.
 */
export class AccountJournal {
  readonly #file: string;
  #descriptor: number;
  #lines = 0;
  #syncTimer: NodeJS.Timeout | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'a', 0o600);
  }

  /** The accounts as they stood last. A last line that a crash tore off is dropped: nobody was told of it. */
  read(): EmulatorAccount[] {
    const accounts = new Map<string, EmulatorAccount>();
    for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
      const entry = parse(line);
      if (entry === null) continue;
      if ('deleted' in entry) accounts.delete(entry.deleted);
      else accounts.set(entry.account.localId, entry.account);
    }
    return [...accounts.values()];
  }

  append(entries: Entry[]): void {
    writeSync(this.#descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    this.#lines += entries.length;
    this.#syncTimer ??= setTimeout(() => this.flush(), SYNC_DELAY_MS).unref();
  }

  /** Puts what was written on the disk itself. */
  flush(): void {
    if (this.#syncTimer) clearTimeout(this.#syncTimer);
    this.#syncTimer = null;
    fsyncSync(this.#descriptor);
  }

  get isMostlyOutdated(): boolean {
    return this.#lines > OUTDATED_LINES_LIMIT;
  }

  /** Replaces the file by one with a single line an account, in one step: a crash leaves the old file or the new one. */
  rewrite(accounts: Iterable<EmulatorAccount>): void {
    const draft = openSync(`${this.#file}.draft`, 'w', 0o600);
    for (const account of accounts) writeSync(draft, `${JSON.stringify({ account })}\n`);
    fsyncSync(draft);
    renameSync(`${this.#file}.draft`, this.#file);
    closeSync(this.#descriptor);
    this.#descriptor = draft;
    this.#lines = 0;
  }
}

function parse(line: string): Entry | null {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return null;
  }
}

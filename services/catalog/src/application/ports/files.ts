/** Files of one thing, e.g. all widths of one picture. */
export type FileGroup = { readonly folder: string; readonly names: readonly string[] };

/** Where bytes lie. What was written is there after a crash; there is no transaction with the database. */
export interface Files {
  put(folder: string, files: readonly { readonly name: string; readonly content: Uint8Array }[]): Promise<void>;
  read(folder: string, name: string): Promise<Uint8Array | null>;
  remove(group: FileGroup): Promise<void>;
}

/**
 * Files that are to go. Plan the removal before writing files, and withdraw it in the transaction that names them: then
 * whatever crashes, no file is left that nobody knows.
 */
export interface FileRemovals {
  plan(groups: readonly FileGroup[], dueAt: Date): Promise<void>;
  /** False when the removal has begun already. */
  withdraw(folder: string): Promise<boolean>;
}

/** What the worker that removes files needs of its table. */
export interface DueFileRemovals {
  begin(now: Date, limit: number): Promise<FileGroup[]>;
  done(folders: readonly string[]): Promise<void>;
  nextDueAt(): Promise<Date | null>;
}

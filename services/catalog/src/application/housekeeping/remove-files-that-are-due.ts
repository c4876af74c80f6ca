import type { DueFileRemovals, Files } from '../ports/files.ts';

const MAX_AT_ONCE = 20;

/** Removes files nobody names any more. A group is struck off when its files are gone: a crash only repeats the removal. */
export function createRemoveDueFiles({ dueFileRemovals, files }: { dueFileRemovals: DueFileRemovals; files: Files }) {
  return async (now: Date): Promise<number> => {
    const groups = await dueFileRemovals.begin(now, MAX_AT_ONCE);
    for (const group of groups) await files.remove(group);
    if (groups.length > 0) await dueFileRemovals.done(groups.map(({ folder }) => folder));
    return groups.length;
  };
}

import { DATABASES, type DatabaseName, type World } from './check.ts';
import { openSnapshot } from './database/snapshot.ts';

export type DatabaseUrls = Readonly<Record<DatabaseName, string>>;

/** Where the databases are and what time it is in the marketplace. */
export type Marketplace = { readonly urls: DatabaseUrls; now(): Promise<Date> };

/** Takes a snapshot of every database, one right after the other. */
export async function openWorld({ urls, now }: Marketplace): Promise<{ world: World; close(): Promise<void> }> {
  const opened = await Promise.allSettled(DATABASES.map((name) => openSnapshot(urls[name])));
  const snapshots = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async () => void (await Promise.all(snapshots.map((snapshot) => snapshot.close())));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const world = Object.fromEntries(DATABASES.map((name, index) => [name, snapshots[index]!]));
  // After the snapshots: nothing in them can then be later than now.
  return { world: { ...world, now: await now() } as World, close };
}

import type { Snapshot } from './database/snapshot.ts';

export const DATABASES = [
  'identity',
  'stores',
  'catalog',
  'inventory',
  'ordering',
  'payments',
  'notifications',
  'simulator',
] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** All databases of the marketplace, each at one moment; the moments are close to each other but not the same. */
export type World = {
  readonly [Name in DatabaseName]: Snapshot;
} & {
  /** The marketplace's own time. */
  readonly now: Date;
};

export type Breach = {
  /** Names the thing, the same at each run, so that a breach can be told from work that was in flight. */
  readonly id: string;
  readonly problem: string;
};

/** One property that must always hold, and how it is seen whether it does. */
export type Check = {
  readonly name: string;
  /** Which property of the design's "What must always hold" it is part of. */
  readonly property: 'money' | 'orders' | 'stock' | 'history' | 'tenants' | 'events';
  /**
   * True where several databases are compared, or where what is checked is under way for a moment by design. What it finds
   * is looked at again before it counts.
   */
  readonly mayBeInFlight: boolean;
  /**
   * Reports breaches as it meets them.
   * @returns how many things it looked at
   */
  run(world: World, report: (breach: Breach) => void): Promise<number>;
};

/** How a store stands, and whether somebody belongs to it; null where there is no such store or they do not belong. */
export interface StoreStandings {
  standingOf(storeId: string, userId: string): Promise<{ readonly isSuspended: boolean } | null>;
  /** Stores that the user owns. */
  ownedBy(userId: string): Promise<readonly string[]>;
}

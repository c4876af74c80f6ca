/** Asks identity for addresses. It may call over the network: never inside a transaction. */
export interface Contacts {
  /** Users without an address are left out. */
  emailsOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

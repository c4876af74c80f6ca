/** Asks who has an e-mail address. It may call over the network: never inside a transaction. */
export interface UserFinder {
  findIdByEmail(email: string): Promise<string | null>;
}

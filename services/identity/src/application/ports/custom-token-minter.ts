/** Makes tokens that Firebase exchanges for a session of the account `uid`, which it creates at the first time. */
export interface CustomTokenMinter {
  mint(account: { readonly uid: string; readonly claims: Readonly<Record<string, string>> }): Promise<string>;
}

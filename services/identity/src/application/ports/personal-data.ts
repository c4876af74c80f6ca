export type PersonalRecord = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> };
export type PersonalDataPage = { readonly records: readonly PersonalRecord[]; readonly nextCursor: string | null };

/** What the contexts keep of a person, asked of each of them in pages. */
export interface PersonalData {
  readonly contexts: readonly string[];
  page(context: string, userId: string, cursor: string | null): Promise<PersonalDataPage>;
}

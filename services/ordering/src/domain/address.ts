/** Where goods go. What a country does not need is left out, not filled with blanks. */
export type Address = {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  /** ISO 3166 alpha-2. */
  readonly country: string;
};

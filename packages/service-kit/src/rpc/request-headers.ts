export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A header that was sent once. One that was sent several times has no single meaning, and counts as empty. */
export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : '';
}

/**
 * Judges where webhooks may go. Names are looked up; one that does not resolve is let through, since each connection is
 * judged again by the address it really goes to.
 */
export interface Destinations {
  /**
   * @returns the address in its one spelling
   * @throws UrlInvalid, AddressRefused
   */
  check(url: string): Promise<string>;
}

/** Tells when a shipped order's money goes to its store although nobody has confirmed the delivery. */
export type ReleasePolicy = (shipment: { shippedAt: Date }) => Date;

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;

/** So many days after the shipment, to the millisecond. */
export const releaseAfterDays =
  (days = DEFAULT_DAYS): ReleasePolicy =>
  ({ shippedAt }) =>
    new Date(shippedAt.getTime() + days * DAY_MS);

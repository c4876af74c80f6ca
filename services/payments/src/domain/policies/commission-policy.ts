/** Tells the rate of a sale. `overrideBasisPoints` is what operators have set for the store, if they have. */
export type CommissionPolicy = (sale: { storeId: string; overrideBasisPoints: number | null }) => number;

const DEFAULT_RATE_BASIS_POINTS = 1_000;

/** One rate for all, unless operators have set another for a store. */
export const flatCommission =
  (rateBasisPoints = DEFAULT_RATE_BASIS_POINTS): CommissionPolicy =>
  ({ overrideBasisPoints }) =>
    overrideBasisPoints ?? rateBasisPoints;

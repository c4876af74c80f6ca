export type AllowanceName =
  'passwordByAddress' | 'passwordByAccount' | 'mailByAddress' | 'mailByAccount' | 'startByAddress';

/** One allowance of one address or account. */
export type Allowance = { readonly name: AllowanceName; readonly of: string };

/**
 * Counts attempts over all replicas. An attempt is counted before it is made, so that a hundred at once are not all let
 * through; what turns out harmless is given back.
 */
export interface AttemptLimiter {
  /** Throws `TooManyAttempts` when one of the allowances is used up; then nothing was taken. */
  take(allowances: readonly Allowance[]): Promise<{ giveBack(): Promise<void> }>;
}

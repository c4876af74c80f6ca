import type { ProviderCall } from '../../domain/money/provider-call.ts';

export type QueuedCall = { readonly call: ProviderCall; readonly attempts: number };

/**
 * Calls to the provider that are still to be made. They were written with the decision that asked for them; whoever
 * claims one holds it for a while and must finish or postpone it, or somebody else makes it again.
 */
export interface ProviderCallQueue {
  claimDue(now: Date, limit: number): Promise<QueuedCall[]>;
  nextDueAt(): Promise<Date | null>;
  finish(call: ProviderCall): Promise<void>;
  postpone(call: ProviderCall, until: Date, error: string): Promise<void>;
}

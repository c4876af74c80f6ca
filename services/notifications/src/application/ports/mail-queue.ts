import type { TemplateName } from '../posts.ts';

/** `address` is set for recipients whose address we know; `userId` for those identity must be asked for. */
export type QueuedEmail = {
  readonly emailId: bigint;
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly address: string | null;
  readonly userId: string | null;
};

export type Settlement =
  | { readonly emailId: bigint; readonly outcome: 'sent' }
  | { readonly emailId: bigint; readonly outcome: 'failed'; readonly error: string }
  | { readonly emailId: bigint; readonly outcome: 'retry'; readonly error: string; readonly at: Date };

/**
 * The queue of e-mails. A claim is a lease: what is not settled by `leaseEnd`, because the process died, is claimed
 * again, so a mail may be sent twice but is never lost. Two workers never hold the same mail.
 */
export interface MailQueue {
  nextDueAt(): Promise<Date | null>;
  claimDue(claim: {
    readonly now: Date;
    readonly leaseEnd: Date;
    readonly limit: number;
  }): Promise<readonly QueuedEmail[]>;
  settle(settlements: readonly Settlement[], now: Date): Promise<void>;
}

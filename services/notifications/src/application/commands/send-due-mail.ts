import type { Clock } from '@haat/domain';
import type { Contacts } from '../ports/contacts.ts';
import type { Mailer, Message } from '../ports/mailer.ts';
import type { MailQueue, QueuedEmail, Settlement } from '../ports/mail-queue.ts';
import type { TemplateRenderer } from '../ports/template-renderer.ts';

export const MAIL_BATCH = 100;
/** After the last attempt a mail is `failed` and stays to be seen; the back-off makes that more than six hours. */
export const MAX_MAIL_ATTEMPTS = 16;
const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;

type Deps = {
  readonly queue: MailQueue;
  readonly contacts: Contacts;
  readonly renderer: TemplateRenderer;
  readonly mailer: Mailer;
  readonly clock: Clock;
};

/** Sends a batch of what is due and says how many mails that were. One that cannot be sent holds up no other. */
export const sendDueMail =
  (deps: Deps) =>
  async (now: Date): Promise<number> => {
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    const claimed = await deps.queue.claimDue({ now, leaseEnd, limit: MAIL_BATCH });
    if (claimed.length > 0) await deps.queue.settle(await attempt(deps, claimed, now), deps.clock.now());
    return claimed.length;
  };

async function attempt(deps: Deps, claimed: readonly QueuedEmail[], now: Date): Promise<Settlement[]> {
  try {
    const addresses = await addressesOf(deps, claimed);
    const settled: Settlement[] = [];
    const sendable: { email: QueuedEmail; message: Message }[] = [];
    for (const email of claimed) {
      const to = email.address ?? addresses.get(email.userId ?? '');
      const message = to === undefined ? new Error('the recipient has no address') : compose(deps, email, to);
      if (message instanceof Error)
        settled.push(to === undefined ? refused(email, message, now) : failed(email, message));
      else sendable.push({ email, message });
    }
    const outcomes = sendable.length === 0 ? [] : await deps.mailer.send(sendable.map(({ message }) => message));
    const sent = sendable.map(({ email }, i) => settlementOf(email, outcomes[i] ?? null, now));
    return [...settled, ...sent];
  } catch (error) {
    return claimed.map((email) => refused(email, error, now));
  }
}

async function addressesOf({ contacts }: Deps, claimed: readonly QueuedEmail[]): Promise<ReadonlyMap<string, string>> {
  const userIds = [...new Set(claimed.flatMap(({ userId }) => (userId === null ? [] : [userId])))];
  return userIds.length === 0 ? new Map() : await contacts.emailsOf(userIds);
}

/** A template that cannot be filled is a defect of ours, which no retry mends. */
function compose({ renderer }: Deps, email: QueuedEmail, to: string): Message | Error {
  try {
    return { messageId: `${email.emailId}@haat`, to, ...renderer.render(email.template, email.data) };
  } catch (error) {
    return error as Error;
  }
}

const settlementOf = (email: QueuedEmail, error: Error | null, now: Date): Settlement =>
  error === null ? { emailId: email.emailId, outcome: 'sent' } : refused(email, error, now);

const failed = ({ emailId }: QueuedEmail, error: unknown): Settlement => ({
  emailId,
  outcome: 'failed',
  error: error instanceof Error ? error.message : String(error),
});

function refused(email: QueuedEmail, error: unknown, now: Date): Settlement {
  const failure = failed(email, error);
  if (email.attempts >= MAX_MAIL_ATTEMPTS || failure.outcome !== 'failed') return failure;
  const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (email.attempts - 1));
  return { ...failure, outcome: 'retry', at: new Date(now.getTime() + delayMs) };
}

import type { Email } from '../posts.ts';

/** Takes a mail that no event causes, in a transaction of its own; one that is there already changes nothing. */
export interface MailIntake {
  add(email: Email, now: Date): Promise<void>;
}

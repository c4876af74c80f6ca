import type { Clock } from '@haat/domain';
import type { MailIntake } from '../ports/mail-intake.ts';
import type { TemplateName } from '../posts.ts';

type Deps = { readonly intake: MailIntake; readonly clock: Clock };

export type AccountMail = {
  readonly causeId: string;
  readonly email: string;
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, string>>;
};

/** Queues a mail about an account to an address, which need not be that of an account. */
export const queueAccountMail =
  ({ intake, clock }: Deps) =>
  ({ email, ...mail }: AccountMail): Promise<void> =>
    intake.add({ ...mail, to: { kind: 'address', address: email } }, clock.now());

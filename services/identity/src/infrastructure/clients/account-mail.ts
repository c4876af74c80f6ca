import type { notificationsContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { AccountMail } from '../../application/ports/account-mail.ts';
import { AccountsUnavailable } from '../../domain/index.ts';

export type NotificationsClient = Pick<ContextClient<typeof notificationsContract>, 'sendAccountMail'>;

/** Hands mails about accounts to notifications. */
export const createAccountMail = (notifications: NotificationsClient): AccountMail => ({
  send: async ({ to, ...mail }) => {
    await notifications.sendAccountMail.mutate({ ...mail, email: to });
  },
});

/** Where nobody sends mails. */
export const createNoMail = (): AccountMail => ({ send: () => Promise.reject(new AccountsUnavailable()) });

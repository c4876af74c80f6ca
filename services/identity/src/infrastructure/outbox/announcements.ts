import { integrationEvent, type Transaction } from '@haat/service-kit';
import type { Announcements } from '../../application/ports/announcements.ts';
import { isDisabled } from '../../domain/index.ts';

export function createAnnouncements(tx: Transaction): Announcements {
  return {
    userRegistered: ({ userId, email, displayName }) =>
      tx.publish([
        integrationEvent('userRegistered', { key: userId, subject: userId, data: { userId, email, displayName } }),
      ]),
    accessChanged: (user) => {
      const { userId } = user;
      const data = { userId, roles: [...user.roles], disabled: isDisabled(user) };
      tx.publish([integrationEvent('accessChanged', { key: userId, subject: userId, data })]);
    },
  };
}

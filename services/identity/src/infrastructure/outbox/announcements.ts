import { addressDigestOf, integrationEvent, type Transaction } from '@haat/service-kit';
import type { Announcements } from '../../application/ports/announcements.ts';
import { isDisabled } from '../../domain/index.ts';

export function createAnnouncements(tx: Transaction): Announcements {
  return {
    userRegistered: ({ userId, email, displayName }) =>
      tx.publish([
        integrationEvent('userRegistered', { key: userId, subject: userId, data: { userId, email, displayName } }),
      ]),
    accountErased: ({ userId, erasedAt }, addresses) => {
      const addressDigests = addresses.map(addressDigestOf);
      const data = { userId, erasedAt: erasedAt!.toISOString(), addressDigests };
      tx.publish([integrationEvent('accountErased', { key: userId, subject: userId, data })]);
    },
    accessChanged: (user) => {
      const { userId } = user;
      const data = { userId, roles: [...user.roles], disabled: isDisabled(user) };
      tx.publish([integrationEvent('accessChanged', { key: userId, subject: userId, data })]);
    },
  };
}

import { integrationEvent, type Transaction } from '@haat/service-kit';
import type { Announcements } from '../../application/ports/announcements.ts';
import { ownersOf } from '../../domain/index.ts';

export function createAnnouncements(tx: Transaction): Announcements {
  return {
    storeChanged: (store) => {
      const { storeId, name, slug, status, currency } = store;
      const data = { storeId, name, slug, status, currency, ownerIds: ownersOf(store) };
      tx.publish([integrationEvent('storeChanged', { key: storeId, subject: storeId, data })]);
    },
    memberChanged: ({ storeId, userId, role }) =>
      tx.publish([
        integrationEvent('memberChanged', { key: storeId, subject: storeId, data: { storeId, userId, role } }),
      ]),
  };
}

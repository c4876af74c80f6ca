import { events, type EventData, type EventName, type IntegrationEvent } from '@haat/contracts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** UUIDs that are told apart by their last digits. */
export const uuid = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const STORE = uuid(0x5);
export const OTHER_STORE = uuid(0x6);

let lastEvent = 0x1000;

export function anEvent<Name extends EventName>(name: Name, data: EventData<Name>): IntegrationEvent<Name> {
  lastEvent += 1;
  const envelope = { specversion: '1.0', id: uuid(lastEvent), source: '/haat/test', type: events[name].type };
  const parsed = events[name].data.parse(data);
  return { ...envelope, subject: 's', time: NOW.toISOString(), data: parsed } as IntegrationEvent<Name>;
}

export const money = (amountMinor: string) => ({ amountMinor, currency: 'BRL' });

export const orderPaid = (number: number, storeId = STORE) =>
  anEvent('orderPaid', {
    orderId: uuid(0x10_0000 + number),
    orderNumber: `H-${number}`,
    checkoutId: uuid(0x20_0000 + number),
    storeId,
    owner: `user:${uuid(0xa)}`,
    email: 'buyer@example.com',
    total: money('12990'),
  } as EventData<'orderPaid'>);

export const lowStock = (storeId = STORE) =>
  anEvent('lowStock', { variantId: uuid(3), storeId, sku: 'SKU-1', available: 2, threshold: 5 });

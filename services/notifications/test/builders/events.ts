import { events, type EventData, type EventName, type IntegrationEvent } from '@haat/contracts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** UUIDs that are told apart by their last digits. */
export const uuid = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const ANA = uuid(0xa);
export const SELLER = uuid(0xb);
export const STORE = uuid(0x5);

let lastEvent = 0x1000;

export function anEvent<Name extends EventName>(name: Name, data: EventData<Name>): IntegrationEvent<Name> {
  lastEvent += 1;
  const envelope = { specversion: '1.0', id: uuid(lastEvent), source: '/haat/test', type: events[name].type };
  return {
    ...envelope,
    subject: 's',
    time: NOW.toISOString(),
    data: events[name].data.parse(data),
  } as IntegrationEvent<Name>;
}

export const money = (amountMinor: string) => ({ amountMinor, currency: 'BRL' });

export const orderFacts = (number: number, changes: Record<string, unknown> = {}) => ({
  orderId: uuid(0x100000 + number),
  orderNumber: `H-${number}`,
  checkoutId: uuid(0x200000 + number),
  storeId: STORE,
  owner: `user:${ANA}`,
  email: `buyer-${number}@example.com`,
  total: money('12990'),
  ...changes,
});

const aLine = (title: string) => ({
  orderLineId: uuid(1),
  variantId: uuid(2),
  productId: uuid(3),
  sku: 'SKU-1',
  title,
  quantity: 2,
  items: money('9990'),
  shipping: money('2000'),
  tax: money('1000'),
});

export const orderConfirmed = (number: number, { title = 'A lamp', ...changes }: Record<string, unknown> = {}) =>
  anEvent('orderConfirmed', {
    ...orderFacts(number, changes),
    storeName: 'Casa Verde',
    lines: [aLine(String(title))],
  } as never);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aNotifications } from '../builders/a-notifications.ts';
import { ANA, anEvent, money, orderConfirmed, orderFacts, SELLER, STORE, uuid } from '../builders/events.ts';

type Notice = { noticeId: string; kind: string; title: string; readAt: string | null };
type Page = { items: Notice[]; nextCursor: string | null };

const ana = { as: ANA };
const seller = { as: SELLER };

describe('notices', () => {
  let notifications: Awaited<ReturnType<typeof aNotifications>>;
  beforeAll(async () => {
    notifications = await aNotifications();
    await notifications.receive(orderConfirmed(1), orderConfirmed(2), orderConfirmed(3, { owner: 'guest:1' }));
  });
  afterAll(() => notifications.drop());

  it('are for buyers with an account and for the members of the store', async () => {
    const mine = await notifications.call<Page>('listNotices', {}, ana);
    expect(mine.items.map(({ title }) => title)).toEqual(['Order H-2 is confirmed', 'Order H-1 is confirmed']);
    const sold = await notifications.call<Page>('listNotices', {}, seller);
    expect(sold.items.map(({ kind }) => kind)).toEqual(['order-received', 'order-received', 'order-received']);
  });

  it('are told as events of their own, under the id by which they are read', async () => {
    const told = await notifications.database.query<{ envelope: { type: string; data: Notice & { userId: string } } }>(
      'SELECT envelope FROM outbox ORDER BY position',
    );
    const anas = told.map(({ envelope }) => envelope).filter(({ data }) => data.userId === ANA);
    expect(anas.map(({ type }) => type)).toEqual(Array(2).fill('notifications.notice-created.v1'));
    const { items } = await notifications.call<Page>('listNotices', {}, ana);
    expect(anas.map(({ data }) => data.noticeId).toReversed()).toEqual(items.map(({ noticeId }) => noticeId));
  });

  it('reach the buyer of a refunded order, also when both come in one batch', async () => {
    const refund = (number: number) =>
      anEvent('refundIssued', {
        refundId: uuid(number),
        orderId: orderFacts(number).orderId,
        storeId: STORE,
        amount: money('500'),
        reason: 'r',
        complete: true,
        refundedAt: '2026-03-01T12:00:00Z',
      });
    const dora = uuid(0xd);
    await notifications.receive(orderConfirmed(10, { owner: `user:${dora}` }), refund(10));
    await notifications.receive(refund(10));
    const { items } = await notifications.call<Page>('listNotices', {}, { as: dora });
    expect(items.map(({ kind }) => kind).sort()).toEqual(['order-confirmed', 'refund', 'refund']);
  });

  it('stop when a membership ends', async () => {
    const member = uuid(0xe);
    await notifications.receive(anEvent('memberChanged', { storeId: STORE, userId: member, role: 'staff' }));
    await notifications.receive(orderConfirmed(20));
    await notifications.receive(anEvent('memberChanged', { storeId: STORE, userId: member, role: null }));
    await notifications.receive(orderConfirmed(21));
    const { items } = await notifications.call<Page>('listNotices', {}, { as: member });
    expect(items.map(({ title }) => title)).toEqual(['New order H-20']);
  });

  it('are told once that the store is approved, whatever changes later', async () => {
    const owner = uuid(0xf);
    const store = { storeId: uuid(0x55), name: 'Loja', slug: 'loja', currency: 'BRL', ownerIds: [owner] };
    for (const status of ['applied', 'approved', 'suspended', 'approved'] as const) {
      await notifications.receive(anEvent('storeChanged', { ...store, status }));
    }
    const { items } = await notifications.call<Page>('listNotices', {}, { as: owner });
    expect(items.map(({ kind }) => kind)).toEqual(['store-approved']);
  });

  it('come in pages that neither skip nor repeat', async () => {
    const buyer = uuid(0x77);
    const orders = Array.from({ length: 7 }, (_, i) => orderConfirmed(100 + i, { owner: `user:${buyer}` }));
    await notifications.receive(...orders);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await notifications.call<Page>('listNotices', { limit: 3, cursor }, { as: buyer });
      seen.push(...page.items.map(({ noticeId }) => noticeId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    await expect(notifications.call('listNotices', { cursor: 'x' }, ana)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(notifications.call('listNotices', { limit: 101 }, ana)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(notifications.call('listNotices', {})).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('are read once, one by one or all together', async () => {
    const buyer = { as: uuid(0x88) };
    await notifications.receive(
      ...[200, 201, 202].map((number) => orderConfirmed(number, { owner: `user:${buyer.as}` })),
    );
    const { items } = await notifications.call<Page>('listNotices', {}, buyer);
    const { noticeId } = items[0]!;
    const read = await notifications.call<Notice>('markRead', { noticeId }, { ...buyer, key: 'read-1' });
    expect(read.readAt).not.toBeNull();
    notifications.clock.advance(1000);
    expect(await notifications.call('markRead', { noticeId }, { ...buyer, key: 'read-1' })).toEqual(read);
    expect(await notifications.call('markRead', { noticeId }, buyer)).toEqual(read);
    const unread = await notifications.call<Page>('listNotices', { unreadOnly: true }, buyer);
    expect(unread.items).toHaveLength(2);
    expect(await notifications.call('markAllRead', {}, buyer)).toEqual({ marked: 2 });
    expect(await notifications.call('markAllRead', {}, buyer)).toEqual({ marked: 0 });
  });

  it('of others and made-up ones do not exist', async () => {
    const { items } = await notifications.call<Page>('listNotices', {}, ana);
    const notFound = { code: 'notifications.notice_not_found', kind: 'not_found' };
    const { noticeId } = items[0]!;
    await expect(notifications.call('markRead', { noticeId }, seller)).rejects.toMatchObject(notFound);
    await expect(notifications.call('markRead', { noticeId: uuid(1) }, ana)).rejects.toMatchObject(notFound);
    await expect(notifications.call('markRead', { noticeId: 'x' }, ana)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

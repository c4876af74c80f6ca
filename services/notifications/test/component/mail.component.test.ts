import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_MAIL_ATTEMPTS } from '../../src/application/commands/send-due-mail.ts';
import type { Mailer, Message } from '../../src/composition.ts';
import { aNotifications, until } from '../builders/a-notifications.ts';
import { ANA, anEvent, money, orderConfirmed, orderFacts, SELLER, STORE, uuid } from '../builders/events.ts';

describe('e-mails', () => {
  let notifications: Awaited<ReturnType<typeof aNotifications>>;
  afterEach(() => notifications.drop());

  it('tell each event to whom it concerns', async () => {
    notifications = await aNotifications();
    const { orderId } = orderFacts(1);
    await notifications.receive(
      anEvent('userRegistered', { userId: ANA, email: 'ana@example.com', displayName: 'Ana' }),
      anEvent('storeChanged', {
        storeId: STORE,
        name: 'Casa Verde',
        slug: 'casa',
        status: 'approved',
        currency: 'BRL',
        ownerIds: [SELLER],
      }),
      orderConfirmed(1),
      anEvent('orderShipped', {
        ...orderFacts(1),
        carrier: 'Correios',
        trackingNumber: 'BR1',
        shippedAt: '2026-03-01T12:00:00Z',
      }),
      anEvent('orderCancelled', { ...orderFacts(2), reason: 'seller_request', note: '' }),
      anEvent('refundIssued', {
        refundId: uuid(1),
        orderId,
        storeId: STORE,
        amount: money('500'),
        reason: 'r',
        complete: false,
        refundedAt: '2026-03-01T12:00:00Z',
      }),
      anEvent('escrowReleased', {
        orderId,
        storeId: STORE,
        toStore: money('11691'),
        commission: money('1299'),
        by: 'delivery',
        releasedAt: '2026-03-01T12:00:00Z',
      }),
      anEvent('payoutPaid', { payoutId: uuid(2), storeId: STORE, amount: money('100000') }),
      anEvent('lowStock', { variantId: uuid(3), storeId: STORE, sku: 'SKU-1', available: 2, threshold: 5 }),
    );
    await notifications.sendAll();
    expect(await notifications.count('sent')).toBe(9);
    const mails = (await notifications.inbox()).map(({ recipient, subject }) => `${recipient}: ${subject}`).sort();
    expect(mails).toEqual([
      'ana@example.com: Welcome to Haat',
      'buyer-1@example.com: BRL 5.00 is refunded',
      'buyer-1@example.com: Order H-1 is confirmed',
      'buyer-1@example.com: Order H-1 is on its way',
      'buyer-2@example.com: Order H-2 is cancelled',
      'seller@example.com: BRL 1,000.00 is paid out to Casa Verde',
      'seller@example.com: BRL 116.91 is released to the wallet of Casa Verde',
      'seller@example.com: Casa Verde is approved',
      'seller@example.com: SKU-1 is running low at Casa Verde',
    ]);
  });

  it('are queued once, however often the event comes', async () => {
    notifications = await aNotifications();
    const confirmed = orderConfirmed(1);
    for (let i = 0; i < 3; i += 1) await notifications.receive(confirmed, confirmed);
    expect(await notifications.count('queued')).toBe(1);
  });

  it('of 200 orders are queued by one statement, and told by one more', async () => {
    notifications = await aNotifications();
    let statements = 0;
    const batch = Array.from({ length: 200 }, (_, i) => orderConfirmed(i));
    notifications.database.pool.on('acquire', (client) => {
      const query = client.query.bind(client);
      client.query = ((...all: never[]) => {
        statements += 1;
        return (query as (...all: never[]) => unknown)(...all);
      }) as never;
    });
    await notifications.receive(...batch);
    expect(statements).toBe('BEGIN, INSERT, outbox, COMMIT'.split(', ').length);
    expect(await notifications.count('queued')).toBe(200);
    await notifications.sendAll();
    expect(await notifications.inbox()).toHaveLength(200);
  });

  it('wait for the order that tells the address', async () => {
    notifications = await aNotifications();
    const { orderId } = orderFacts(7);
    const refund = { refundId: uuid(1), orderId, storeId: STORE, amount: money('500'), reason: 'r', complete: true };
    await notifications.receive(anEvent('refundIssued', { ...refund, refundedAt: '2026-03-01T12:00:00Z' }));
    notifications.worker.start();
    const attempted = 'SELECT 1 FROM email_message WHERE attempts = 1 AND last_error IS NOT NULL';
    await until(async () => (await notifications.database.query(attempted)).length === 1);
    await notifications.receive(orderConfirmed(7));
    notifications.clock.advance(60_000);
    await until(async () => (await notifications.count('sent')) === 2);
    const subjects = (await notifications.inbox()).map(({ text_body }) => text_body);
    expect(subjects).toContainEqual(expect.stringContaining('We have refunded BRL 5.00 for your order H-7.'));
  });

  it('are tried again with growing pauses, and given up in plain sight', async () => {
    let attempts = 0;
    const down: Mailer = { send: () => ((attempts += 1), Promise.reject(new Error('connection refused'))) };
    notifications = await aNotifications({ mailer: down });
    await notifications.receive(orderConfirmed(1));
    notifications.worker.start();
    const pauses: number[] = [];
    for (let attempt = 1; attempt < MAX_MAIL_ATTEMPTS; attempt += 1) {
      const settled = `SELECT next_attempt_at FROM email_message WHERE attempts = $1 AND last_error IS NOT NULL AND next_attempt_at > $2`;
      const now = notifications.clock.now();
      const due = async () =>
        (await notifications.database.query<{ next_attempt_at: Date }>(settled, [attempt, now]))[0];
      await until(async () => attempts === attempt && (await due()) !== undefined && !(await isLeased()));
      pauses.push((await due())!.next_attempt_at.getTime() - now.getTime());
      notifications.clock.set((await due())!.next_attempt_at);
    }
    await until(async () => (await notifications.count('failed')) === 1);
    expect(attempts).toBe(MAX_MAIL_ATTEMPTS);
    expect(pauses.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(Math.max(...pauses)).toBe(3_600_000);
    const [row] = await notifications.database.query('SELECT last_error FROM email_message');
    expect(row).toEqual({ last_error: 'connection refused' });

    /** While a batch is being sent its rows are due at the end of the lease, one minute on. */
    async function isLeased() {
      const leased = new Date(notifications.clock.now().getTime() + 60_000);
      const sql = 'SELECT 1 FROM email_message WHERE next_attempt_at = $1';
      return (await notifications.database.query(sql, [leased])).length > 0;
    }
  });

  it('that are refused hold up no other', async () => {
    const taken: Message[] = [];
    const picky: Mailer = {
      send: (messages) =>
        Promise.resolve(
          messages.map((message) => {
            if (message.to === 'buyer-1@example.com') return new Error('mailbox full');
            taken.push(message);
            return null;
          }),
        ),
    };
    notifications = await aNotifications({ mailer: picky });
    await notifications.receive(orderConfirmed(1), orderConfirmed(2), orderConfirmed(3));
    notifications.worker.start();
    await until(async () => (await notifications.count('sent')) === 2);
    expect(taken.map(({ to }) => to)).toEqual(['buyer-2@example.com', 'buyer-3@example.com']);
  });

  it('go out once from two processes', async () => {
    notifications = await aNotifications();
    await notifications.receive(...Array.from({ length: 450 }, (_, i) => orderConfirmed(i)));
    const other = notifications.otherWorker();
    other.start();
    await notifications.sendAll();
    await other.stop();
    expect(await notifications.count('sent')).toBe(450);
    const twice = 'SELECT 1 FROM email_message WHERE attempts > 1';
    expect(await notifications.database.query(twice)).toEqual([]);
  });
});

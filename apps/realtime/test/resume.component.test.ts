import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveMetrics } from '../src/live-metrics.ts';
import { pruneMessages } from '../src/store/prune-messages.ts';
import { ANA, anEvent, aRealtime, join, NOW, record, stockEvent, until, uuid } from './builders.ts';

const sequences = (heard: { messages: { sequence: number }[] }) => heard.messages.map(({ sequence }) => sequence);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('going on where one was', () => {
  let live: Awaited<ReturnType<typeof aRealtime>>;
  beforeAll(async () => {
    live = await aRealtime({ bufferLimits: { messages: 8, fullMs: 60_000 }, isReplicated: true });
  });
  afterAll(async () => {
    await live.stop();
    expect(live.defects).toEqual([]);
  });

  it('tells each event once and in order to a client that loses its connection again and again', async () => {
    const product = uuid(1);
    const room = `product:${product}`;
    const all: number[] = [];
    const telling = (async () => {
      for (let number = 0; number < 60; number += 1) {
        await live.tell(...upTo(5).map((available) => stockEvent(available, product)));
      }
    })();
    for (let losses = 0; all.length < 300; losses += 1) {
      const socket = await live.connect({ token: ANA });
      const heard = record(socket);
      await join(socket, { room, after: all.at(-1) ?? 0 });
      const enough = Math.min(300, all.length + 6);
      await until(() => all.length + heard.messages.length >= enough);
      socket.io.engine.close();
      all.push(...sequences(heard));
      expect(losses).toBeLessThan(300);
    }
    await telling;
    expect(all).toEqual(upTo(300));
  });

  it('goes on from the table for a client whose buffer was full, without a gap or a double', async () => {
    const product = uuid(2);
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    await join(socket, { room: `product:${product}` });
    await live.tell(...upTo(500).map((available) => stockEvent(available, product)));
    await live.tell(...upTo(100).map((available) => stockEvent(available, product)));
    await until(() => heard.messages.length >= 600);
    expect(sequences(heard)).toEqual(upTo(600));
    socket.disconnect();
  });

  it('says that there is a gap when what is missing is no longer kept, and goes on after it', async () => {
    const product = uuid(3);
    const room = `product:${product}`;
    await live.tell(...upTo(6).map((available) => stockEvent(available, product)));
    await pruneMessages(live.database, new Date(), { ageMs: 86_400_000, messagesPerRoom: 3 });
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    await join(socket, { room, after: 3 });
    await until(() => heard.messages.length === 3);
    expect([heard.gaps, sequences(heard)]).toEqual([[], [4, 5, 6]]);
    await join(socket, { room, after: 2 });
    await until(() => heard.gaps.length === 1);
    expect(heard.gaps).toEqual([{ room, after: 2, sequence: 6 }]);
    await join(socket, { room, after: 99 });
    await until(() => heard.gaps.length === 2);
    expect(heard.gaps[1]).toEqual({ room, after: 99, sequence: 6 });
    await live.tell(stockEvent(7, product));
    await until(() => heard.messages.length === 4);
    expect(sequences(heard)).toEqual([4, 5, 6, 7]);
    socket.disconnect();
  });

  it('tells a client of one process what another has added', async () => {
    const another = await live.another();
    const product = uuid(4);
    const socket = await another.connect({ token: ANA });
    const heard = record(socket);
    await join(socket, { room: `product:${product}` });
    await live.tell(stockEvent(1, product));
    await another.tell(stockEvent(2, product));
    await live.tell(stockEvent(3, product));
    await until(() => heard.messages.length === 3);
    expect(sequences(heard)).toEqual([1, 2, 3]);
    await another.close();
  });

  it('does the same for readers that are no sockets, and forgets them when they go', async () => {
    const product = uuid(5);
    const room = `product:${product}`;
    const headers = { authorization: `Bearer ${ANA}` };
    await live.tell(...upTo(300).map((available) => stockEvent(available, product)));
    const ending = new AbortController();
    const items = await live.feed.subscribe({ headers, rooms: [{ room, after: 0 }], signal: ending.signal });
    const read: number[] = [];
    for await (const item of items) {
      if ('message' in item) read.push(item.message.sequence);
      if (read.length === 300) await live.tell(stockEvent(1, product));
      if (read.length === 301) ending.abort();
    }
    expect(read).toEqual(upTo(301));
    const refused = live.feed.subscribe({ headers, rooms: [{ room: `user:${uuid(6)}` }], signal: ending.signal });
    await expect(refused).rejects.toMatchObject({ code: 'live.room_not_found' });
  });

  it("leaves out of a message what is nobody else's business", async () => {
    const orderId = uuid(7);
    live.people.readers.set(orderId, `Bearer ${ANA}`);
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    await join(socket, { room: `order:${orderId}` }, { room: `user:${ANA}` });
    const facts = {
      orderId,
      orderNumber: 'H-1',
      checkoutId: uuid(8),
      storeId: uuid(9),
      owner: `user:${ANA}`,
      email: 'a@b.c',
    };
    await live.tell(anEvent('orderPaid', { ...facts, total: { amountMinor: '1', currency: 'EUR' } }));
    await until(() => heard.messages.length === 2);
    expect(heard.messages.map(({ room }) => room).toSorted()).toEqual([`order:${orderId}`, `user:${ANA}`]);
    expect(JSON.stringify(heard.messages)).not.toMatch(/a@b\.c|"owner"/);
    socket.disconnect();
  });
});

async function endedFor(code: string): Promise<number> {
  const { values } = await liveMetrics.ended.get();
  return values.find(({ labels }) => labels.code === code)?.value ?? 0;
}

describe('a client that reads nothing', () => {
  it('is sent away when its buffer has been full for too long, and nothing more is kept for it', async () => {
    const live = await aRealtime({ bufferLimits: { messages: 4, fullMs: 300 } });
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    await join(socket, { room: `user:${ANA}` });
    const engine = socket.io.engine as unknown as {
      transport: { ws: { _socket: Record<'pause' | 'resume', () => void> } };
    };
    const raw = engine.transport.ws._socket;
    raw.pause();
    const notice = {
      noticeId: uuid(1),
      userId: ANA,
      kind: 'k',
      title: 't',
      subject: null,
      createdAt: NOW.toISOString(),
    };
    const body = 'x'.repeat(50_000);
    for (let batch = 0; batch < 10; batch += 1) {
      await live.tell(...upTo(50).map(() => anEvent('noticeCreated', { ...notice, body })));
    }
    await until(async () => (await endedFor('live.too_slow')) === 1);
    raw.resume();
    await until(() => heard.ended !== '');
    expect(heard.messages.length).toBeLessThan(500);
    await live.stop();
  });
});

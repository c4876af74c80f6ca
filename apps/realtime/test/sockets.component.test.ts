import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIVE_LIMITS } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import {
  ANA,
  anEvent,
  aRealtime,
  BEN,
  join,
  PRODUCT,
  record,
  STORE,
  stockEvent,
  tokenUntil,
  until,
  uuid,
} from './builders.ts';

const ROOM = `product:${PRODUCT}`;

describe('sockets', () => {
  let live: Awaited<ReturnType<typeof aRealtime>>;
  beforeAll(async () => {
    live = await aRealtime({ socketsPerUser: 3 });
  });
  afterAll(async () => {
    await live.stop();
    expect(live.defects).toEqual([]);
  });

  it.each([
    ['nobody', {}, 'access.sign_in_required'],
    ['a bad token', { token: 'x' }, 'identity.token_invalid'],
    ['a token that is no text', { token: 7 }, 'request.invalid'],
    ['a token with a NUL', { token: 'a\u0000' }, 'request.invalid'],
  ])('send %s away at once, with a code', async (_who, auth, code) => {
    expect(await live.refusal(auth)).toMatchObject({ code });
  });

  it('tell what is committed, and what was told before to whoever was away', async () => {
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    expect(await join(socket, { room: ROOM })).toEqual({ ok: true, rooms: [{ room: ROOM, sequence: 0 }] });
    await live.tell(stockEvent(3), stockEvent(2));
    await until(() => heard.messages.length === 2);
    expect(heard.messages[1]).toMatchObject({
      room: ROOM,
      sequence: 2,
      type: 'stockLevelChanged',
      data: { available: 2 },
    });
    socket.disconnect();
    await live.tell(stockEvent(1));
    const back = await live.connect({ token: ANA });
    const more = record(back);
    expect(await join(back, { room: ROOM, after: 2 })).toMatchObject({ rooms: [{ sequence: 2 }] });
    await live.tell(stockEvent(0));
    await until(() => more.messages.length === 2);
    expect(more.messages.map(({ sequence }) => sequence)).toEqual([3, 4]);
    expect(await back.emitWithAck('acknowledge', { room: ROOM, sequence: 4 })).toEqual({ ok: true });
    expect(await back.emitWithAck('leave', { rooms: [ROOM] })).toEqual({ ok: true });
    await live.tell(stockEvent(9));
    await join(back, { room: ROOM, after: 5 });
    expect(more.messages).toHaveLength(2);
    back.disconnect();
  });

  it('let everybody into their own rooms only', async () => {
    live.people.readers.set(uuid(1), `Bearer ${ANA}`).set(uuid(2), 'a-guest');
    live.people.memberships.set(ANA, [{ storeId: STORE, role: 'staff' }]);
    const ana = await live.connect({ token: ANA });
    const guest = await live.connect({ guestToken: 'a-guest' });
    const own = [`user:${ANA}`, `order:${uuid(1)}`, `store:${STORE}`, `product:${uuid(3)}`];
    expect(await join(ana, ...own.map((room) => ({ room })))).toMatchObject({ ok: true });
    expect(await join(guest, { room: `order:${uuid(2)}` })).toMatchObject({ ok: true });
    expect(await join(ana, { room: `user:${BEN}` })).toMatchObject({ error: { code: 'live.room_not_found' } });
    expect(await join(ana, { room: `order:${uuid(2)}` })).toMatchObject({
      error: { code: 'ordering.order_not_found' },
    });
    expect(await join(guest, { room: `store:${STORE}` })).toMatchObject({ error: { code: 'stores.store_not_found' } });
    expect(await join(guest, { room: `user:${ANA}` })).toMatchObject({ error: { code: 'live.room_not_found' } });
    ana.disconnect();
    guest.disconnect();
  });

  it('answer what is wrong with a message, by field and rule', async () => {
    const socket = await live.connect({ token: ANA });
    const error = { code: 'request.invalid', field: 'rooms.0.room' };
    expect(await join(socket, { room: 'cellar:1' })).toMatchObject({ error });
    expect(await join(socket, { room: ROOM, after: -1 })).toMatchObject({ error: { field: 'rooms.0.after' } });
    expect(await socket.emitWithAck('shout' as 'join', {} as never)).toMatchObject({
      error: { code: 'live.message_unknown' },
    });
    socket.disconnect();
  });

  it('hold the limit of rooms, at it and one past it', async () => {
    const rooms = Array.from({ length: LIVE_LIMITS.roomsPerSocket }, (_, number) => ({
      room: `product:${uuid(100 + number)}`,
    }));
    const socket = await live.connect({ token: ANA });
    expect(await join(socket, ...rooms)).toMatchObject({ ok: true });
    expect(await join(socket, ...rooms)).toMatchObject({ ok: true });
    expect(await join(socket, { room: ROOM })).toMatchObject({ error: { code: 'live.too_many_rooms' } });
    socket.disconnect();
  });

  it('hold the limit of sockets a user, at it and one past it', async () => {
    const three = await Promise.all([1, 2, 3].map(() => live.connect({ token: BEN })));
    expect(await live.refusal({ token: BEN })).toMatchObject({ code: 'live.too_many_sockets', status: 429 });
    expect(three.every((socket) => socket.connected)).toBe(true);
    for (const socket of three) socket.disconnect();
  });

  it('hold the limit of messages, at it and past it', async () => {
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    const burst = LIVE_LIMITS.clientMessagesPerSecond * 2;
    const answers = await Promise.all(
      Array.from({ length: burst }, () => socket.emitWithAck('acknowledge', { room: ROOM, sequence: 0 })),
    );
    expect(answers.every((answer) => 'ok' in answer)).toBe(true);
    for (let more = 0; more < burst; more += 1)
      socket.emit('acknowledge', { room: ROOM, sequence: 0 }, () => undefined);
    await until(() => heard.ended !== '');
    expect(heard.errors[0]).toMatchObject({ problem: { code: 'live.too_many_messages' } });
  });

  it("hold the limit of a message's size", async () => {
    const socket = await live.connect({ token: ANA });
    const heard = record(socket);
    const padding = (bytes: number) => ({ room: ROOM, sequence: 0, padding: 'x'.repeat(bytes) });
    expect(await socket.emitWithAck('acknowledge', padding(LIVE_LIMITS.clientMessageBytes - 200))).toEqual({
      ok: true,
    });
    socket.emit('acknowledge', padding(LIVE_LIMITS.clientMessageBytes), () => undefined);
    await until(() => heard.ended !== '');
    expect(heard.errors[0]).toMatchObject({ problem: { code: 'live.message_too_large' } });
  });

  it('end when access is taken away, when a token ends, and when a membership ends', async () => {
    const other = uuid(0xc);
    const revoked = record(await live.connect({ token: other }));
    const expiring = record(await live.connect({ token: tokenUntil(uuid(0xd), new Date(Date.now() + 500)) }));
    live.people.memberships.set(BEN, [{ storeId: STORE, role: 'manager' }]);
    const ben = await live.connect({ token: BEN });
    const member = record(ben);
    await join(ben, { room: `store:${STORE}` }, { room: `user:${BEN}` });

    live.people.refused.set(other, new DomainError('identity.token_revoked', 'unauthenticated', 'revoked'));
    await live.tell(anEvent('accessChanged', { userId: other, roles: [], disabled: false }));
    await until(() => revoked.ended !== '');
    expect(revoked.errors[0]).toMatchObject({ problem: { code: 'identity.token_revoked' } });

    live.people.refused.set(uuid(0xd), new DomainError('identity.token_expired', 'unauthenticated', 'expired'));
    await until(() => expiring.ended !== '');
    expect(expiring.errors[0]).toMatchObject({ problem: { code: 'identity.token_expired' } });

    live.people.memberships.set(BEN, []);
    await live.tell(anEvent('memberChanged', { storeId: STORE, userId: BEN, role: null }));
    await until(() => member.errors.length > 0);
    expect(member.errors[0]).toMatchObject({ room: `store:${STORE}`, problem: { code: 'stores.store_not_found' } });
    expect(ben.connected).toBe(true);
    ben.disconnect();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@haat/service-kit/testing';
import { migrationsDirectory } from '../src/index.ts';
import { appendMessages, type RoomPost } from '../src/store/append-messages.ts';
import { createMessageReader, PAGE_SIZE } from '../src/store/message-reader.ts';
import { pruneMessages } from '../src/store/prune-messages.ts';
import { NOW, uuid } from './builders.ts';

const DAY_MS = 86_400_000;
const aPost = (room: string, number: number): RoomPost =>
  ({ room, id: uuid(number), type: 'lowStock', at: NOW.toISOString(), data: { number } }) as unknown as RoomPost;

describe('the messages of rooms', () => {
  let test: Awaited<ReturnType<typeof createTestDatabase>>;
  const append = (...posts: RoomPost[]) => test.database.transaction((tx) => appendMessages(tx, posts));

  beforeAll(async () => {
    test = await createTestDatabase(migrationsDirectory, 'realtime');
  });
  afterAll(() => test.drop());

  it('have sequences of their room, from one on, in the order of the batch', async () => {
    const added = await append(aPost('a', 1), aPost('b', 1), aPost('a', 2));
    expect(added.map(({ room, sequence }) => `${room}${sequence}`)).toEqual(['a1', 'b1', 'a2']);
    expect((await append(aPost('a', 3))).map(({ sequence }) => sequence)).toEqual([3]);
    const { last, messages } = await createMessageReader(test.database).page('a', 1);
    expect({ last, read: messages.map(({ sequence, data }) => [sequence, data]) }).toEqual({
      last: 3,
      read: [
        [2, { number: 2 }],
        [3, { number: 3 }],
      ],
    });
  });

  it('are told once an event, whether it comes again in a batch or in a later one', async () => {
    expect(await append(aPost('c', 1), aPost('c', 1))).toHaveLength(1);
    expect((await append(aPost('c', 1), aPost('c', 2))).map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('have no gap and no double when many add at once', async () => {
    const rooms = ['x', 'y', 'z'];
    await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        append(...rooms.toSorted(() => (number % 2 === 0 ? 1 : -1)).map((room) => aPost(room, 100 + number))),
      ),
    );
    for (const room of rooms) {
      const { messages } = await createMessageReader(test.database).page(room, 0);
      expect(messages.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    }
  });

  it('are read in pages, each as long as the limit', async () => {
    await append(...Array.from({ length: PAGE_SIZE + 1 }, (_, number) => aPost('long', 1_000 + number)));
    const reader = createMessageReader(test.database);
    expect((await reader.page('long', 0)).messages).toHaveLength(PAGE_SIZE);
    expect((await reader.page('long', PAGE_SIZE)).messages.map(({ sequence }) => sequence)).toEqual([PAGE_SIZE + 1]);
    expect(await reader.page('never', 0)).toEqual({ last: 0, messages: [] });
  });

  it('are kept up to an age and a length, while the room remembers how far it got', async () => {
    await append(...Array.from({ length: 6 }, (_, number) => aPost('kept', 2_000 + number)));
    const reader = createMessageReader(test.database);
    await pruneMessages(test.database, new Date(), { ageMs: DAY_MS, messagesPerRoom: 6 });
    expect((await reader.page('kept', 0)).messages).toHaveLength(6);
    await pruneMessages(test.database, new Date(), { ageMs: DAY_MS, messagesPerRoom: 5 });
    expect((await reader.page('kept', 0)).messages.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5, 6]);
    await pruneMessages(test.database, new Date(Date.now() + DAY_MS + 60_000), { ageMs: DAY_MS, messagesPerRoom: 5 });
    expect(await reader.page('kept', 0)).toEqual({ last: 6, messages: [] });
    expect((await append(aPost('kept', 3_000))).map(({ sequence }) => sequence)).toEqual([7]);
  });
});

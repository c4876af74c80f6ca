import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, created, type World } from '../builders/catalog.ts';

const LOOK_EVERY_MS = 20;
let world: World;

beforeAll(async () => {
  world = await aCatalog();
  for (const worker of world.workers) worker.start();
});
afterAll(async () => {
  await Promise.all(world.workers.map((worker) => worker.stop()));
  await world.close();
});

const titles = ({ body }: { body: { items: { title: string }[] } }) => body.items.map(({ title }) => title);

/** Asks until the answer is as wished; search follows the catalogue within a second. */
async function untilFound(url: string, wished: (found: string[]) => boolean): Promise<string[]> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const found = titles(await world.request('GET', url));
    if (wished(found) || performance.now() > deadline) return found;
    await sleep(LOOK_EVERY_MS);
  }
}

describe('search', () => {
  it('finds a product by a word of its title, within a moment of its creation', async () => {
    await created(world, { title: 'Apple iPhone 15 Pro' });
    expect(await untilFound('/v1/search?q=iphone', (found) => found.length > 0)).toEqual(['Apple iPhone 15 Pro']);
  });
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRestClient, type RestClient } from '@haat/client';
import { mintEmulatorToken } from '@haat/launcher';
import Table from 'cli-table3';
import { io, type Socket } from 'socket.io-client';
import { ms, percentile } from './statistics.ts';

/**
 * Live updates at the gateway: how long until an event has reached all of many sockets, and how long one event takes to one
 * of them. Times count from when the event was written, just before its commit, and so are an upper bound.
 */
const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '20' },
    events: { type: 'string', default: '500' },
  },
});
const [sockets, rounds, events] = [Number(values.sockets), Number(values.rounds), Number(values.events)];
/** Below the limit of a user. */
const SOCKETS_PER_USER = 10;
const CONNECTING_AT_ONCE = 50;
const PATIENCE_MS = 30_000;

const ADMIN = { token: mintEmulatorToken({ uid: 'bench-admin', email: 'admin@bench.example' }) };
const SELLER = { token: mintEmulatorToken({ uid: 'bench-seller', email: 'seller@bench.example' }) };

type Message = { readonly at: string; readonly data: { readonly available: number } };
type Product = { readonly productId: string; readonly variantId: string };

const child = fork(fileURLToPath(new URL('./marketplace-process.ts', import.meta.url)), { stdio: 'inherit' });
try {
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const api = createRestClient({ baseUrl: url });
  const storeId = await openStore(api);
  const [everybodys, ones] = [await list(api, storeId, 1), await list(api, storeId, 2)];
  const started = performance.now();
  const connected = await connectAll(url, everybodys);
  const connectS = (performance.now() - started) / 1_000;

  const toAll: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const arrivals = Promise.all(connected.map((socket) => arrival(socket, 1_000 + round)));
    await setStock(api, storeId, everybodys, 1_000 + round);
    toAll.push(Math.max(...(await arrivals)));
  }
  const toOne: number[] = [];
  const listener = connected[0]!;
  await join(listener, ones);
  for (let event = 0; event < events; event += 1) {
    const arrived = arrival(listener, 10_000 + event);
    await setStock(api, storeId, ones, 10_000 + event);
    toOne.push(await arrived);
  }
  const table = new Table({ head: ['figure', 'measured', 'aim'], style: { head: [], border: [] } });
  table.push(
    ['connected sockets', `${connected.length} in ${connectS.toFixed(1)} s`, '2,000'],
    [
      `an event to all, of ${rounds}: median / worst`,
      `${ms(percentile(toAll, 0.5))} / ${ms(Math.max(...toAll))}`,
      '≤ 1 s',
    ],
    [
      `event to the socket, of ${events}: p50 / p99`,
      `${ms(percentile(toOne, 0.5))} / ${ms(percentile(toOne, 0.99))}`,
      'p99 ≤ 100 ms',
    ],
  );
  console.log(table.toString());
  for (const socket of connected) socket.disconnect();
} finally {
  await stop(child);
}

async function openStore(api: RestClient): Promise<string> {
  const store = await api.stores.applyForStore({ slug: 'live', name: 'Live', currency: 'EUR', country: 'PT' }, SELLER);
  await api.stores.approve({ storeId: store.storeId }, ADMIN);
  return store.storeId;
}

/** The catalogue hears of a new store in the background. */
async function list(api: RestClient, storeId: string, number: number): Promise<Product> {
  const variants = [{ sku: `LIVE-${number}`, priceMinor: '1990', shippingMinor: '0' }];
  const wish = { storeId, title: `Live ${number}`, status: 'active' as const, variants };
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    try {
      const { productId, variants: made } = await api.catalog.createProduct(wish, SELLER);
      return { productId, variantId: made[0]!.variantId };
    } catch (error) {
      if ((error as { code?: string }).code !== 'catalog.store_not_selling' || performance.now() > deadline)
        throw error;
    }
  }
}

function setStock(api: RestClient, storeId: string, { variantId }: Product, onHand: number): Promise<unknown> {
  return api.inventory.setStock({ storeId, variantId, onHand }, SELLER);
}

async function connectAll(url: string, product: Product): Promise<Socket[]> {
  const all: Socket[] = [];
  const lane = async (): Promise<void> => {
    for (;;) {
      const number = all.length;
      if (number >= sockets) return;
      const uid = `bench-listener-${Math.floor(number / SOCKETS_PER_USER)}`;
      const token = mintEmulatorToken({ uid, email: `${uid}@bench.example` });
      const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
      all.push(socket);
      // A connection that was not let in in time on a busy machine comes back by itself.
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      await join(socket, product);
    }
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, lane));
  return all;
}

async function join(socket: Socket, { productId }: Product): Promise<void> {
  const answer = (await socket
    .timeout(PATIENCE_MS)
    .emitWithAck('join', { rooms: [{ room: `product:${productId}` }] })) as object;
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer));
}

/** Milliseconds from when the event was written until the socket heard of it. */
function arrival(socket: Socket, available: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing was heard within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    const hear = ({ at, data }: Message): void => {
      if (data.available !== available) return;
      clearTimeout(timer);
      socket.off('message', hear);
      resolve(Date.now() - Date.parse(at));
    };
    socket.on('message', hear);
  });
}

async function stop(process: ChildProcess): Promise<void> {
  const exited = once(process, 'exit');
  process.send('stop');
  await exited;
}

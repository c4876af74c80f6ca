import type { RestClient } from '@haat/client';
import { mintEmulatorToken } from '@haat/launcher';
import Table from 'cli-table3';
import { io, type Socket } from 'socket.io-client';
import { SELLER, setStage, type Stage } from './stage.ts';
import { ms, percentile } from './statistics.ts';

/** Below the limit of a user. */
const SOCKETS_PER_USER = 10;
const CONNECTING_AT_ONCE = 50;
const PATIENCE_MS = 30_000;

type Message = { readonly at: string; readonly data: { readonly available: number } };
type Product = { readonly productId: string; readonly variantId: string; readonly storeId: string };

export type SocketsOptions = { readonly sockets: number; readonly rounds: number; readonly events: number };

/**
 * Live updates at the gateway: how long until an event has reached all of many sockets, and how long one event takes to one
 * of them. Times count from when the event was written, just before its commit, and so are an upper bound.
 */
export async function measureSockets({ sockets, rounds, events }: SocketsOptions): Promise<void> {
  const stage = await setStage({ shelf: 2 });
  try {
    const [everybodys, ones] = await productsOf(stage);
    const started = performance.now();
    const connected = await connectAll(stage.url, everybodys!, sockets);
    const connectS = (performance.now() - started) / 1_000;
    const toAll: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      toAll.push(await tell(stage.api, everybodys!, 1_000 + round, connected));
    const [listener] = connected;
    await join(listener!, ones!);
    const toOne: number[] = [];
    for (let event = 0; event < events; event += 1)
      toOne.push(await tell(stage.api, ones!, 10_000 + event, [listener!]));
    report(`${connected.length} in ${connectS.toFixed(1)} s`, toAll, toOne);
    for (const socket of connected) socket.disconnect();
  } finally {
    await stage.stop();
  }
}

function report(connected: string, toAll: readonly number[], toOne: readonly number[]): void {
  const table = new Table({ head: ['figure', 'measured', 'aim'], style: { head: [], border: [] } });
  const all = `${ms(percentile(toAll, 0.5))} / ${ms(Math.max(...toAll))}`;
  const one = `${ms(percentile(toOne, 0.5))} / ${ms(percentile(toOne, 0.99))}`;
  table.push(
    ['connected sockets', connected, '2,000'],
    [`an event to all, of ${toAll.length}: median / worst`, all, '≤ 1 s'],
    [`event to the socket, of ${toOne.length}: p50 / p99`, one, 'p99 ≤ 100 ms'],
  );
  console.log(table.toString());
}

async function productsOf({ api, storeId }: Stage): Promise<Product[]> {
  const { items } = await api.catalog.listProducts({ storeId });
  const products = await Promise.all(items.map(({ productId }) => api.catalog.getProduct({ productId })));
  return products.map(({ productId, variants }) => ({ productId, variantId: variants[0]!.variantId, storeId }));
}

/** Changes the stock, and answers how long the last of the listeners took to hear of it. */
async function tell(api: RestClient, product: Product, onHand: number, listeners: readonly Socket[]): Promise<number> {
  const arrivals = Promise.all(listeners.map((socket) => arrival(socket, onHand)));
  await api.inventory.setStock({ storeId: product.storeId, variantId: product.variantId, onHand }, SELLER);
  return Math.max(...(await arrivals));
}

async function connectAll(url: string, product: Product, sockets: number): Promise<Socket[]> {
  const all: Socket[] = [];
  const lane = async (): Promise<void> => {
    while (all.length < sockets) {
      const uid = `bench-listener-${Math.floor(all.length / SOCKETS_PER_USER)}`;
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

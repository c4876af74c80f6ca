import type { Clock } from '@haat/domain';
import { backoffMs, createDueWorker, type Worker } from '@haat/service-kit';
import type { ProviderCallQueue, QueuedCall } from '../../application/ports/provider-call-queue.ts';
import type { ProviderCall } from '../../domain/money/provider-call.ts';

export type ProviderCallWorker = Worker & {
  /** Takes calls over right after the commit that asked for them; what it does not get to is claimed from the table. */
  handOver(calls: readonly ProviderCall[]): void;
};

const MAX_CONCURRENT = 64;
const BATCH = 200;
const BACKOFF = { baseMs: 500, capMs: 300_000 };

type Options = {
  readonly clock: Clock;
  readonly queue: ProviderCallQueue;
  readonly make: (call: ProviderCall) => Promise<void>;
};

/**
 * Makes calls to the provider, so many at a time, and repeats those that fail for ever with growing pauses. New calls
 * come by hand and cost no query; the table is read only for those of a process that died, or that failed before.
 */
export function createProviderCallWorker({ clock, queue, make }: Options): ProviderCallWorker {
  const waiting: QueuedCall[] = [];
  const inHand = new Set<string>();
  let active = 0;
  let running = false;
  let whenIdle: () => void = () => {};

  const run = async ({ call, attempts }: QueuedCall) => {
    try {
      await make(call);
    } catch (error) {
      const until = new Date(clock.now().getTime() + backoffMs(attempts + 1, BACKOFF));
      // If even this fails, the lease ends by itself and the call is claimed again.
      await queue.postpone(call, until, messageOf(error)).catch(() => {});
      claims.wake();
    }
  };

  const pump = () => {
    while (running && active < MAX_CONCURRENT && waiting.length > 0) {
      const queued = waiting.shift()!;
      active += 1;
      void run(queued).finally(() => {
        active -= 1;
        inHand.delete(nameOf(queued.call));
        pump();
        if (active === 0) whenIdle();
      });
    }
  };

  const take = (calls: readonly QueuedCall[]) => {
    const fresh = calls.filter(({ call }) => !inHand.has(nameOf(call)));
    for (const { call } of fresh) inHand.add(nameOf(call));
    waiting.push(...fresh);
    pump();
    return fresh.length;
  };

  const claims = createDueWorker({
    name: 'payments.provider-calls',
    clock,
    nextDueAt: () => queue.nextDueAt(),
    runDue: async (now) => take(await queue.claimDue(now, BATCH)),
    maxIdleMs: 5_000,
  });

  return {
    ...claims,
    start() {
      running = true;
      claims.start();
      pump();
    },
    async stop() {
      running = false;
      await claims.stop();
      if (active > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
    },
    handOver(calls) {
      if (running) take(calls.map((call) => ({ call, attempts: 0 })));
    },
  };
}

const nameOf = ({ kind, key }: ProviderCall): string => `${kind}:${key}`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

import type { Clock } from '@haat/domain';
import { createTaskWorker, type TaskWorker } from '@haat/service-kit';
import type { ProviderCallQueue } from '../../application/ports/provider-call-queue.ts';
import type { ProviderCall } from '../../domain/money/provider-call.ts';

export type ProviderCallWorker = TaskWorker<ProviderCall>;

type Options = {
  readonly clock: Clock;
  readonly queue: ProviderCallQueue;
  readonly make: (call: ProviderCall) => Promise<void>;
};

/** Makes calls to the provider, and repeats those that fail for ever. */
export const createProviderCallWorker = ({ clock, queue, make }: Options): ProviderCallWorker =>
  createTaskWorker({
    name: 'payments.provider-calls',
    clock,
    keyOf: ({ kind, key }) => `${kind}:${key}`,
    claimDue: async (now, limit) =>
      (await queue.claimDue(now, limit)).map(({ call, attempts }) => ({ item: call, attempts })),
    nextDueAt: () => queue.nextDueAt(),
    run: make,
    postpone: (call, until, error) => queue.postpone(call, until, messageOf(error)),
    maxConcurrent: 64,
    maxBatch: 200,
    backoff: { baseMs: 500, capMs: 300_000 },
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

import type { Clock } from '@haat/domain';
import { Webhook } from 'standardwebhooks';
import { Agent, type Dispatcher } from 'undici';
import type { Answer, Courier, OutgoingMessage } from '../../application/ports/courier.ts';
import type { AddressPolicy } from './address-policy.ts';
import { faultOf } from './faults.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { readExcerpt } from './read-excerpt.ts';
import type { Resolve } from './resolve.ts';
import { retryAfterMs } from './retry-after.ts';

export type CourierOptions = {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
  /** Receivers compare the time of the signature with their own clock, so this is the machine's, never a moved one. */
  readonly machineClock: Clock;
  readonly timeoutMs?: number;
};

/** A receiver has so long for the whole exchange; it should take a message first and work on it later. */
const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_HEADER_BYTES = 16_384;
const KEEP_ALIVE_MS = 4_000;

export type HttpCourier = Courier & {
  /** Lets go of all connections; the next message opens new ones. */
  close(): Promise<void>;
};

/** Sends messages signed as Standard Webhooks wants it. */
export function createCourier({ policy, resolve, machineClock, timeoutMs = TIMEOUT_MS }: CourierOptions): HttpCourier {
  const newAgent = () =>
    new Agent({
      connect: createGuardedConnector(policy, { resolve, timeoutMs: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) }),
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      pipelining: 1,
    });
  let agent: Agent | null = null;
  return {
    send: async (message) => {
      agent ??= newAgent();
      const startedMs = performance.now();
      const result = await exchange(agent, message, { now: machineClock.now(), timeoutMs });
      return { ...result, durationMs: Math.round(performance.now() - startedMs) };
    },
    close: async () => {
      const closing = agent;
      agent = null;
      await closing?.destroy();
    },
  };
}

type Exchange = { readonly now: Date; readonly timeoutMs: number };

async function exchange(
  agent: Agent,
  message: OutgoingMessage,
  { now, timeoutMs }: Exchange,
): Promise<Omit<Answer, 'durationMs'>> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { origin, pathname, search } = new URL(message.url);
    const answer: Dispatcher.ResponseData = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method: 'POST',
      headers: headersOf(message, now),
      body: message.body,
      signal,
    });
    return {
      statusCode: answer.statusCode,
      error: isRedirect(answer.statusCode) ? 'redirects are not followed' : null,
      responseExcerpt: await readExcerpt(answer.body),
      retryAfterMs: retryAfterMs(answer.headers['retry-after'], now),
    };
  } catch (error) {
    return { statusCode: null, error: faultOf(error, signal), responseExcerpt: '', retryAfterMs: null };
  }
}

const isRedirect = (statusCode: number): boolean => statusCode >= 300 && statusCode <= 399;

/** Several signatures stand side by side while a secret is being rotated. */
function headersOf({ messageId, body, secrets }: OutgoingMessage, now: Date): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(messageId, now, body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Haat-Webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}

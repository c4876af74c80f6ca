import { type ContextName, contracts, type Contract, type InputOf, type OutputOf } from '@haat/contracts';
import type { ContextClient, RequestHeaders } from '@haat/service-kit';
import { graphqlMetrics } from '../metrics.ts';
import { withinTime } from './within-time.ts';

type Contracts = typeof contracts;
export type Procedures<C extends ContextName> = Contracts[C]['procedures'];
export type ProcedureName<C extends ContextName> = keyof Procedures<C> & string;
export type Input<C extends ContextName, P extends ProcedureName<C>> = InputOf<Procedures<C>[P]>;
export type Output<C extends ContextName, P extends ProcedureName<C>> = OutputOf<Procedures<C>[P]>;

/** Clients of all contexts on behalf of whoever sent the headers; each is made when it is first asked for. */
export type ClientsFor = (
  headers: RequestHeaders,
  setCookie?: (line: string) => void,
) => (context: ContextName) => ContextClient<Contract>;

/** One call to a context. */
export type Ask = <C extends ContextName, P extends ProcedureName<C>>(
  context: C,
  procedure: P,
  input: Input<C, P>,
) => Promise<Output<C, P>>;

/**
 * The contexts as one request sees them. Asking as nobody in particular gives what everybody may see, and keeps an answer
 * fit for the cache that all share; asking as the caller makes it the caller's own.
 */
export type Upstream = {
  readonly asAnyone: Ask;
  readonly asCaller: Ask;
  /** As the caller under an idempotency key of its own, for one of several mutations in a document. */
  readonly withKey: (idempotencyKey: string) => Ask;
  /** False where the request says nothing of who sent it: then the caller is anyone. */
  readonly isSomebody: boolean;
  /** Calls made so far, `context.procedure` each. */
  readonly calls: readonly string[];
  /** Whether anything was asked as the caller; such an answer is nobody else's. */
  readonly isPrivate: boolean;
};

export type UpstreamOptions = {
  readonly clientsFor: ClientsFor;
  readonly headers: RequestHeaders;
  readonly setCookie?: ((line: string) => void) | undefined;
  readonly timeoutMs: number;
};

const CREDENTIALS = ['authorization', 'cookie', 'x-guest-token'] as const;

export function createUpstream({ clientsFor, headers, setCookie, timeoutMs }: UpstreamOptions): Upstream {
  const isSomebody = CREDENTIALS.some((name) => headers[name] !== undefined);
  const calls: string[] = [];
  let isPrivate = false;
  const asking = (who: RequestHeaders, isCaller: boolean): Ask => {
    const clientOf = memoised(clientsFor(who, isCaller ? setCookie : undefined));
    return (context, procedure, input) => {
      isPrivate ||= isCaller;
      calls.push(`${context}.${procedure}`);
      graphqlMetrics.upstreamCalls.inc({ context, procedure });
      const { kind } = (contracts[context] as Contract).procedures[procedure]!;
      const client = clientOf(context) as unknown as Record<string, Record<string, (input: unknown) => Promise<never>>>;
      const call = client[procedure]![kind === 'query' ? 'query' : 'mutate']!(input);
      return withinTime(call, timeoutMs, context);
    };
  };
  return {
    asAnyone: asking({}, false),
    asCaller: asking(headers, true),
    withKey: (idempotencyKey) => asking({ ...headers, 'idempotency-key': idempotencyKey }, true),
    isSomebody,
    calls,
    get isPrivate() {
      return isPrivate;
    },
  };
}

function memoised<Client>(make: (context: ContextName) => Client): (context: ContextName) => Client {
  const made = new Map<ContextName, Client>();
  return (context) => {
    const known = made.get(context);
    if (known !== undefined) return known;
    const client = make(context);
    made.set(context, client);
    return client;
  };
}

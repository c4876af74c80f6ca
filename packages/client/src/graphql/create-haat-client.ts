import { createLiveClient, type LiveClient } from '../live/live-client.ts';
import { type AnswerError, errorOfAnswer, HaatError } from './haat-error.ts';
import { randomKey } from './random-key.ts';
import { RETRY_POLICY, type RetryPolicy, retrying } from './retry.ts';
import { followSubscription } from './subscribe.ts';
import { type Credentials, createTransport } from './transport.ts';
import type { TypedDocument } from './typed-document.ts';

export type HaatClientOptions = Credentials & {
  /** Where the gateway is, e.g. `https://shop.example`. */
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly retry?: Partial<RetryPolicy>;
};

export type ExecuteOptions = {
  /** Give one where the same wish may be sent again by another call, say after a restart; each call has its own otherwise. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** One page of a list, as connections give it. */
export type Connection<Node> = {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
};

type Document<Result, Variables> = TypedDocument<Result, Variables>;

export interface HaatClient {
  /**
   * Runs a query or mutation. What fails in passing is repeated, a mutation always under the same idempotency key, so that
   * it is done once however often it is sent.
   * @throws HaatError when any part of the answer is missing
   */
  execute<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    options?: ExecuteOptions,
  ): Promise<Result>;
  /** As `execute`, but gives what is there although a part of it is missing, e.g. because one context is away. */
  executePartly<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    options?: ExecuteOptions,
  ): Promise<{ data: Result; errors: readonly AnswerError[] }>;
  /** Goes through all pages of a list, one request a page, only as far as it is read. */
  iterate<Result, Variables extends object, Node>(
    document: Document<Result, Variables>,
    variables: Variables,
    pick: (result: Result) => Connection<Node> | null | undefined,
    options?: Pick<ExecuteOptions, 'signal'>,
  ): AsyncGenerator<Node>;
  /** Follows a subscription; goes on by itself after the last update when the connection ends. */
  subscribe<Result extends object, Variables extends object>(
    document: Document<Result, Variables>,
    variables: Variables,
    options?: Pick<ExecuteOptions, 'signal'>,
  ): AsyncGenerator<Result>;
  /** Opens a socket for rooms. */
  live(): LiveClient;
}

/** A typed client of the marketplace for browsers, phones and servers. */
export function createHaatClient(options: HaatClientOptions): HaatClient {
  const { url, getToken, guestToken } = options;
  const policy = { ...RETRY_POLICY, ...options.retry };
  // Bound late, because browsers insist that `fetch` is called on their window.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const transport = createTransport({ url, fetch, getToken, guestToken });

  const executePartly: HaatClient['executePartly'] = async (document, variables, { idempotencyKey, signal } = {}) => {
    const isMutation = document.meta.kind === 'mutation';
    const key = isMutation ? (idempotencyKey ?? randomKey()) : undefined;
    const sending = { variables: variables as object, idempotencyKey: key, signal };
    const attempt = async () => {
      const { data, errors, response } = await transport.send(document as never, sending);
      const isEmpty = data === null || Object.values(data as object).every((value) => value === null);
      if (data === null || (errors.length > 0 && isEmpty)) throw errorOfAnswer(errors, response);
      return { data: data as never, errors };
    };
    return retrying(attempt, policy, signal);
  };
  const execute: HaatClient['execute'] = async (document, variables, chosen) => {
    const { data, errors } = await executePartly(document, variables, chosen);
    if (errors.length > 0) throw errorOfAnswer(errors, new Response(null));
    return data;
  };
  return {
    execute,
    executePartly,
    async *iterate(document, variables, pick, chosen) {
      for (let after: string | null | undefined = undefined; ;) {
        const page = pick(await execute(document, { ...variables, ...(after == null ? {} : { after }) }, chosen));
        if (page === null || page === undefined) throw new HaatError('client.no_data', 'There is no such list.');
        for (const { node } of page.edges) yield node;
        if (!page.pageInfo.hasNextPage) return;
        after = page.pageInfo.endCursor;
      }
    },
    subscribe: (document, variables, { signal } = {}) =>
      followSubscription(transport, document as never, { variables, signal, policy }) as never,
    live: () => createLiveClient({ url, getToken, guestToken }),
  };
}

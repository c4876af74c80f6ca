import { type AnswerError, errorOfAnswer, errorOfResponse, HaatError } from './haat-error.ts';
import type { TypedDocument } from './typed-document.ts';

export type Credentials = {
  /** A Firebase ID token, or whatever the marketplace takes as a bearer's; asked for at each request, so it may be renewed. */
  readonly getToken?: (() => Promise<string | null> | string | null) | undefined;
  /** What `createCart` gave to somebody who is not signed in. */
  readonly guestToken?: string | undefined;
};

export type TransportOptions = Credentials & {
  /** Where the gateway is, e.g. `https://shop.example`. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
};

export type Sending = {
  readonly variables: object | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
};

export type Answer<Result> = {
  readonly data: Result | null;
  readonly errors: readonly AnswerError[];
  readonly response: Response;
};

type AnyDocument<Result> = TypedDocument<Result, never>;

const NOT_KNOWN = 'PERSISTED_QUERY_NOT_FOUND';

/** Sends documents by their hash, and with their text to a server that does not know it yet. */
export function createTransport(options: TransportOptions) {
  const post = async (body: object, sending: Sending): Promise<Response> => {
    const headers = { ...(await headersOf(options)), accept: sending.accept ?? 'application/graphql-response+json' };
    const key = sending.idempotencyKey === undefined ? {} : { 'idempotency-key': sending.idempotencyKey };
    try {
      return await options.fetch(`${options.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, ...key, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(sending.signal === undefined ? {} : { signal: sending.signal }),
      });
    } catch (cause) {
      if (sending.signal?.aborted === true) throw cause;
      throw new HaatError('client.network', 'The server could not be reached.', { cause });
    }
  };

  const bodyOf = <Result>({ text, meta }: AnyDocument<Result>, { variables }: Sending, withText: boolean): object => ({
    ...(withText ? { query: text } : {}),
    ...(meta.name === undefined ? {} : { operationName: meta.name }),
    ...(variables === undefined ? {} : { variables }),
    extensions: { persistedQuery: { version: 1, sha256Hash: meta.hash } },
  });

  return {
    /** One answer, with what is there of it and what is not. */
    async send<Result>(document: AnyDocument<Result>, sending: Sending): Promise<Answer<Result>> {
      let answer = await read<Result>(await post(bodyOf(document, sending, false), sending));
      if (answer.errors.some(({ extensions }) => extensions?.code === NOT_KNOWN)) {
        answer = await read<Result>(await post(bodyOf(document, sending, true), sending));
      }
      return answer;
    },
    /** A stream of events. It is asked for with the text at once: a second request would cost more than the text. */
    async open<Result>(document: AnyDocument<Result>, sending: Sending): Promise<Response> {
      const response = await post(bodyOf(document, sending, true), { ...sending, accept: 'text/event-stream' });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (response.ok && isStream) return response;
      const { errors } = await read<Result>(response);
      throw errorOfAnswer(errors, response);
    },
  };
}

export type Transport = ReturnType<typeof createTransport>;

async function headersOf({ getToken, guestToken }: Credentials): Promise<Record<string, string>> {
  const token = (await getToken?.()) ?? null;
  return {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(guestToken === undefined ? {} : { 'x-guest-token': guestToken }),
  };
}

async function read<Result>(response: Response): Promise<Answer<Result>> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(graphql-response\+)?json/.test(type)) throw await errorOfResponse(response);
  let body: { data?: Result | null; errors?: AnswerError[] };
  try {
    body = (await response.json()) as typeof body;
  } catch (cause) {
    throw new HaatError('client.network', 'The answer broke off.', { cause });
  }
  return { data: body.data ?? null, errors: body.errors ?? [], response };
}

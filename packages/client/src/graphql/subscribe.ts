import { type AnswerError, errorOfAnswer, HaatError } from './haat-error.ts';
import { readEvents } from './event-stream.ts';
import { backoffMs, pause, type RetryPolicy } from './retry.ts';
import type { Transport } from './transport.ts';
import type { TypedDocument } from './typed-document.ts';

type Options = { readonly variables: object; readonly signal?: AbortSignal | undefined; readonly policy: RetryPolicy };
type Update = { readonly sequence?: number };

/**
 * Follows a subscription over server-sent events. When the connection ends, it is made anew after the last update that
 * came, so that each update comes once and none is missed, as long as the server keeps it. It ends with the signal, and
 * throws what does not pass: no access, a wrong variable.
 */
export async function* followSubscription<Result extends object>(
  transport: Transport,
  document: TypedDocument<Result, never>,
  { variables, signal, policy }: Options,
): AsyncGenerator<Result> {
  let after: number | undefined;
  for (let failures = 0; !isEnded(signal);) {
    try {
      const resumed = after === undefined ? variables : { ...variables, after };
      const response = await transport.open(document, { variables: resumed, signal });
      for await (const data of resultsOf<Result>(response)) {
        failures = 0;
        const sequence = sequenceOf(data);
        // With several rooms in one stream there is no single place to go on from.
        if (sequence !== undefined && isResumable(document)) after = sequence;
        yield data;
      }
    } catch (error) {
      if (isEnded(signal)) return;
      if (error instanceof HaatError && !error.isPassing) throw error;
    }
    failures += 1;
    await pause(backoffMs(failures, policy), signal).catch(() => undefined);
  }
}

const isEnded = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

async function* resultsOf<Result>(response: Response): AsyncGenerator<Result> {
  for await (const { event, data } of readEvents(response)) {
    if (event === 'complete') return;
    if (event !== 'next') continue;
    const { data: result, errors } = JSON.parse(data) as { data?: Result | null; errors?: AnswerError[] };
    if (result === undefined || result === null) throw errorOfAnswer(errors ?? [], response);
    yield result;
  }
}

const isResumable = ({ text }: TypedDocument<object, never>): boolean => /\$after\b/.test(text);

const sequenceOf = (data: object): number | undefined =>
  (Object.values(data).find((value) => typeof value === 'object' && value !== null) as Update | undefined)?.sequence;

/** An error of an answer, as GraphQL gives it. */
export type AnswerError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
};

type Details = {
  readonly kind?: string | undefined;
  readonly field?: string | undefined;
  readonly rule?: string | undefined;
  readonly status?: number | undefined;
  readonly path?: readonly (string | number)[] | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly all?: readonly AnswerError[];
  readonly cause?: unknown;
};

/** Why a call did not succeed. Branch on `code`; `field` and `rule` say what of the input is to blame. */
export class HaatError extends Error {
  override readonly name = 'HaatError';
  readonly code: string;
  readonly kind: string | undefined;
  readonly field: string | undefined;
  readonly rule: string | undefined;
  readonly status: number | undefined;
  readonly path: readonly (string | number)[] | undefined;
  readonly retryAfterMs: number | undefined;
  /** Every error of the answer; this one is the first. */
  readonly all: readonly AnswerError[];

  constructor(code: string, message: string, details: Details = {}) {
    super(`${code}: ${message}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.kind = details.kind;
    this.field = details.field;
    this.rule = details.rule;
    this.status = details.status;
    this.path = details.path;
    this.retryAfterMs = details.retryAfterMs;
    this.all = details.all ?? [];
  }

  /** Whether the same call may succeed a moment later: nobody answered, or somebody was away or busy. */
  get isPassing(): boolean {
    if (this.code === 'client.network' || this.kind === 'unavailable' || this.kind === 'too_many_requests') return true;
    return this.status !== undefined && (this.status === 429 || this.status >= 500);
  }
}

/** The first error leads, as the first fault of an input does. */
export function errorOfAnswer(errors: readonly AnswerError[], response: Response): HaatError {
  const [first = { message: 'The answer holds no data.' }] = errors;
  const { code, kind, field, rule, status } = (first.extensions ?? {}) as Record<string, string | undefined>;
  return new HaatError(code ?? 'client.no_data', first.message, {
    kind,
    field,
    rule,
    status: typeof status === 'number' ? status : response.status,
    path: first.path,
    retryAfterMs: retryAfterMs(response),
    all: errors,
  });
}

/** A refusal by the gateway or a proxy, which is no answer of GraphQL. */
export async function errorOfResponse(response: Response): Promise<HaatError> {
  const text = await response.text().catch(() => '');
  const problem = parsed(text);
  return new HaatError(problem.code ?? `http.${response.status}`, problem.detail ?? text.slice(0, 200), {
    field: problem.field,
    rule: problem.rule,
    status: response.status,
    retryAfterMs: retryAfterMs(response),
  });
}

function parsed(text: string): Record<'code' | 'detail' | 'field' | 'rule', string | undefined> {
  try {
    const value = JSON.parse(text) as never;
    return typeof value === 'object' && value !== null ? value : ({} as never);
  } catch {
    return {} as never;
  }
}

function retryAfterMs({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

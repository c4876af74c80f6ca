import { DomainError, type ErrorKind, findDomainError } from '@haat/domain';
import { type z } from 'zod';

/** RFC 9457 problem details, with the house's stable code and, where one is to blame, the field and the rule. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly field?: string;
  readonly rule?: string;
  /** Every fault of the input, where there are several. */
  readonly errors?: readonly FieldFault[];
  readonly details?: Readonly<Record<string, unknown>>;
};

export type FieldFault = { readonly field: string; readonly rule: string; readonly message: string };

type Mapping = { readonly status: number; readonly title: string; readonly trpc: TrpcCode };

export type TrpcCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_REQUEST'
  | 'CONFLICT'
  | 'UNPROCESSABLE_CONTENT'
  | 'TOO_MANY_REQUESTS'
  | 'SERVICE_UNAVAILABLE';

/** The one map from a kind of error to every transport. */
export const ERROR_KINDS: Readonly<Record<ErrorKind, Mapping>> = {
  unauthenticated: { status: 401, title: 'Not signed in', trpc: 'UNAUTHORIZED' },
  forbidden: { status: 403, title: 'Not allowed', trpc: 'FORBIDDEN' },
  not_found: { status: 404, title: 'Not found', trpc: 'NOT_FOUND' },
  invalid: { status: 400, title: 'Invalid request', trpc: 'BAD_REQUEST' },
  conflict: { status: 409, title: 'Conflict', trpc: 'CONFLICT' },
  rule_broken: { status: 422, title: 'Rule broken', trpc: 'UNPROCESSABLE_CONTENT' },
  too_many_requests: { status: 429, title: 'Too many requests', trpc: 'TOO_MANY_REQUESTS' },
  unavailable: { status: 503, title: 'Unavailable', trpc: 'SERVICE_UNAVAILABLE' },
};

export const problemType = (code: string): string => `urn:haat:error:${code}`;

/** Says an error as problem details. What is no {@link DomainError} is a defect: it is named, but nothing of it is told. */
export function toProblem(error: unknown): Problem {
  const known = findDomainError(error);
  if (known === undefined) return UNEXPECTED;
  const { status, title } = ERROR_KINDS[known.kind];
  const { field, rule, errors, ...details } = known.details;
  return {
    type: problemType(known.code),
    title,
    status,
    detail: known.message,
    code: known.code,
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
    ...(errors === undefined ? {} : { errors: errors as FieldFault[] }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

/**
 * What an answer says in its headers beside its body: who comes too often, or too early, is told when to come again. An
 * error says so as `retryAfterS` in its details.
 */
export function problemHeaders({ details }: Problem): Record<string, string> {
  const seconds = details?.retryAfterS;
  return typeof seconds === 'number' ? { 'retry-after': String(Math.max(1, Math.ceil(seconds))) } : {};
}

const UNEXPECTED: Problem = {
  type: problemType('internal.unexpected'),
  title: 'Internal error',
  status: 500,
  detail: 'Something went wrong on our side. Nothing was changed.',
  code: 'internal.unexpected',
};

/** Turns a problem that another context answered with back into the error it was. */
export function fromProblem(problem: Problem): DomainError {
  const kind = (Object.keys(ERROR_KINDS) as ErrorKind[]).find((name) => ERROR_KINDS[name].status === problem.status);
  const { field, rule, errors, details = {} } = problem;
  return new DomainError(problem.code, kind ?? 'unavailable', problem.detail, {
    ...details,
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
    ...(errors === undefined ? {} : { errors }),
  });
}

const MAX_FAULTS = 20;

/** Input that does not fit its schema: the first fault leads, all of them are listed. */
export class InvalidInput extends DomainError {
  constructor(error: z.ZodError) {
    const errors = error.issues.slice(0, MAX_FAULTS).map(toFault);
    const first = errors[0] ?? { field: '', rule: 'invalid', message: 'The request does not fit its schema.' };
    const place = first.field === '' ? '' : `${first.field}: `;
    super('request.invalid', 'invalid', `${place}${first.message}`, { field: first.field, rule: first.rule, errors });
  }
}

function toFault(issue: z.core.$ZodIssue): FieldFault {
  const named = 'params' in issue ? (issue.params as { rule?: string } | undefined)?.rule : undefined;
  return { field: issue.path.map(String).join('.'), rule: named ?? issue.code, message: issue.message };
}

import { findDomainError } from '@haat/domain';
import { ERROR_KINDS, toProblem } from '@haat/service-kit';
import { GraphQLError } from 'graphql';
import { InvalidScalar } from './invalid-scalar.ts';

export type OnDefect = (error: unknown, place: string) => void;

/**
 * The one way an error leaves. What a context refuses keeps its code, with the field and the rule that were broken; what
 * GraphQL refuses says so; anything else is a defect: it is told to the alarm and to nobody else.
 */
export function toGraphQLError(error: unknown, onDefect: OnDefect): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  const known = findDomainError(located?.originalError ?? error);
  if (known !== undefined) return withPlace(located, known.message, extensionsOf(known));
  if (located !== undefined && isOwn(located)) return ownError(located);
  onDefect(located?.originalError ?? error, `graphql ${located?.path?.join('.') ?? ''}`);
  const { code, detail } = toProblem(null);
  return withPlace(located, detail, { code, kind: 'internal' });
}

/** The context's code and kind; status is what REST would answer with. */
function extensionsOf(error: NonNullable<ReturnType<typeof findDomainError>>): Record<string, unknown> {
  const { code, status, field, rule, errors, details } = toProblem(error);
  return {
    code,
    kind: error.kind,
    status: ERROR_KINDS[error.kind]?.status ?? status,
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
    ...(errors === undefined ? {} : { errors }),
    ...details,
  };
}

/** Errors of GraphQL itself have no cause of another kind: a field that does not exist, a variable of the wrong type. */
const isOwn = ({ originalError }: GraphQLError): boolean =>
  originalError === undefined ||
  originalError === null ||
  originalError instanceof GraphQLError ||
  originalError instanceof InvalidScalar;

/** What the libraries call it, in the house's words. */
const OWN_CODES: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'graphql.request_invalid',
  BAD_USER_INPUT: 'graphql.variables_invalid',
  GRAPHQL_PARSE_FAILED: 'graphql.syntax_invalid',
  GRAPHQL_VALIDATION_FAILED: 'graphql.operation_invalid',
  OPERATION_RESOLUTION_FAILURE: 'graphql.operation_not_found',
};

function ownError(error: GraphQLError): GraphQLError {
  const { code, originalError: _, http, ...others } = error.extensions as OwnExtensions;
  if (code !== undefined && OWN_CODES[code] === undefined) return error;
  const own = code === undefined ? 'graphql.variables_invalid' : OWN_CODES[code];
  return withPlace(error, error.message, { ...others, ...statusOf(code, http), code: own, kind: 'invalid' });
}

type Http = { readonly status?: number; readonly headers?: object };
type OwnExtensions = { readonly code?: string; readonly originalError?: unknown; readonly http?: Http };

/** What is no request of GraphQL at all is answered with a status of its own, whatever form the client accepts. */
function statusOf(code: string | undefined, http: Http | undefined): { readonly http?: Http } {
  if (code !== 'BAD_REQUEST') return http === undefined ? {} : { http };
  return { http: { status: http?.status ?? 400, ...(http?.headers === undefined ? {} : { headers: http.headers }) } };
}

/** Errors that never pass the engine's own mask, such as those of validation, get the house's codes too. */
export const withOwnCodes = (errors: readonly GraphQLError[]): GraphQLError[] =>
  errors.map((error) => (error instanceof GraphQLError ? ownError(error) : error));

function withPlace(
  located: GraphQLError | undefined,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLError {
  const { nodes, source, positions, path } = located ?? {};
  return new GraphQLError(message, { nodes, source, positions, path, extensions } as never);
}

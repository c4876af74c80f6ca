import { findDomainError } from '@haat/domain';
import { ERROR_KINDS, toProblem } from '@haat/service-kit';
import { GraphQLError } from 'graphql';

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

/** Errors of GraphQL itself have no cause of another kind: a syntax, a field that does not exist, a wrong variable. */
const isOwn = ({ originalError }: GraphQLError): boolean =>
  originalError === undefined ||
  originalError === null ||
  originalError instanceof GraphQLError ||
  (originalError instanceof TypeError && originalError.message.startsWith('MinorUnits'));

function ownError(error: GraphQLError): GraphQLError {
  if (typeof error.extensions.code === 'string') return error;
  const code =
    error.name === 'GraphQLError' && error.message.startsWith('Syntax Error')
      ? 'graphql.syntax_invalid'
      : 'graphql.operation_invalid';
  return withPlace(error, error.message, { ...error.extensions, code, kind: 'invalid' });
}

function withPlace(
  located: GraphQLError | undefined,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLError {
  const { nodes, source, positions, path } = located ?? {};
  return new GraphQLError(message, { nodes, source, positions, path, extensions } as never);
}

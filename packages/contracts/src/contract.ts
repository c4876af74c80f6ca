import type { z } from 'zod';

type StoreRole = 'owner' | 'manager' | 'staff';

/**
 * Who may call a procedure. It is data, so that one test can walk all procedures and REST, tRPC and the reference say
 * the same.
 *
 * - `public`: anybody, signed in or not. Where members of a store see more than others, what one may not see is left out.
 * - `guest`: a signed-in user or a guest who shows a guest token; what is not theirs answers as if it did not exist.
 * - `user`: a signed-in user; what is not theirs answers as if it did not exist.
 * - `admin`: an operator of the marketplace.
 * - `store`: a member, with one of the roles, of the store whose id stands in the input's `storeId` (admins pass too);
 *   to anybody else the store does not exist.
 * - `party`: whoever takes part in the thing named by the input — its buyer (guests too), a member of its store, an
 *   admin; the use case decides, and a stranger gets `not_found`.
 * - `internal`: other services only; never reachable through the gateway.
 */
export type Access =
  | { readonly kind: 'guest' | 'user' | 'admin' | 'party' | 'internal' }
  | { readonly kind: 'public'; readonly membersSeeMore?: true }
  | { readonly kind: 'store'; readonly roles: readonly StoreRole[] };

/** Where a procedure is found as REST: path parameters in braces are fields of the input. */
export type RestRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/v1/${string}`;
  /** Answer's media type where it is not JSON; the output is then `{ base64, fileName }`. */
  readonly produces?: 'application/pdf' | 'application/json' | 'text/csv' | 'image/webp';
  /**
   * Media types whose body fills the input's `file` as it is; `mediaType` is what the header said, and the other fields
   * come from the query string. A form (`multipart/form-data`) with a part `file`, and JSON with `file` in base64, are
   * taken too.
   */
  readonly consumes?: { readonly mediaTypes: readonly string[]; readonly maxBytes: number };
  /** The answer at an address never changes, so that everybody may keep it. */
  readonly caching?: 'immutable';
  /** HTTP status of success; 200 unless something was created. */
  readonly status?: 200 | 201 | 202;
};

export type ProcedureDefinition<
  Kind extends 'query' | 'mutation' = 'query' | 'mutation',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  readonly kind: Kind;
  /** One sentence in the imperative; it becomes the heading in the reference. */
  readonly summary: string;
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  /** Codes, beside those every procedure may answer with, that this one may answer with. */
  readonly errors: readonly string[];
  readonly rest: RestRoute | null;
  /** Every mutation accepts an `Idempotency-Key`; those that move money or create orders demand one. */
  readonly idempotency: 'none' | 'accepted' | 'required';
};

type Declaration<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly summary: string;
  readonly access: Access | Exclude<Access['kind'], 'store'>;
  readonly input: Input;
  readonly output: Output;
  readonly errors?: readonly string[];
  readonly rest?: RestRoute;
};

/** Declares a procedure that changes nothing. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
): ProcedureDefinition<'query', Input, Output> {
  return { kind: 'query', idempotency: 'none', ...completed(declaration) };
}

/** Declares a procedure that changes something. */
export function mutation<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Declaration<Input, Output> & { readonly idempotency?: 'accepted' | 'required' },
): ProcedureDefinition<'mutation', Input, Output> {
  return { kind: 'mutation', idempotency: declaration.idempotency ?? 'accepted', ...completed(declaration) };
}

/** Access for anybody, where members of a store also see what is not on the market. */
export const everybodyAndMembers: Access = { kind: 'public', membersSeeMore: true };

/** Access for members of the store named by the input's `storeId`. */
export const storeMember = (...roles: StoreRole[]): Access => ({ kind: 'store', roles });

export type Contract<Name extends string = string, Procedures extends ProcedureMap = ProcedureMap> = {
  readonly name: Name;
  readonly procedures: Procedures;
};

export type ProcedureMap = { readonly [name: string]: ProcedureDefinition };

/** Collects the procedures of one bounded context. */
export function defineContract<Name extends string, Procedures extends ProcedureMap>(
  name: Name,
  procedures: Procedures,
): Contract<Name, Procedures> {
  return { name, procedures };
}

/** What a client sends. */
export type InputOf<P> = P extends ProcedureDefinition<'query' | 'mutation', infer I, z.ZodType> ? z.input<I> : never;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInputOf<P> =
  P extends ProcedureDefinition<'query' | 'mutation', infer I, z.ZodType> ? z.output<I> : never;
/** What a handler returns and a client receives. */
export type OutputOf<P> = P extends ProcedureDefinition<'query' | 'mutation', z.ZodType, infer O> ? z.output<O> : never;

function completed<Input extends z.ZodType, Output extends z.ZodType>(declaration: Declaration<Input, Output>) {
  const { summary, access, input, output, errors = [], rest = null } = declaration;
  return { summary, input, output, errors, rest, access: typeof access === 'string' ? { kind: access } : access };
}

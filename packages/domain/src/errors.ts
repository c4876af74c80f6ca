/** Every error of the house is of one of these kinds; each transport maps the kind, never the single code. */
export type ErrorKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'rule_broken'
  | 'too_many_requests'
  | 'unavailable';

/** What a caller may be told beside the message: the field and rule that were broken, and figures that help. */
export type ErrorDetails = {
  readonly field?: string;
  readonly rule?: string;
  readonly [key: string]: unknown;
};

/**
 * An error that the caller is meant to see. `code` is stable (`ordering.stock_short`) and is what clients and tests
 * branch on; `message` is a sentence that is safe to show; anything else that is thrown is a defect and becomes a 500.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: string, kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

/** Finds the domain error in a chain of causes, so that a wrapped one keeps its code on every transport. */
export function findDomainError(error: unknown): DomainError | undefined {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    if (current instanceof DomainError) return current;
    seen.add(current);
  }
  return undefined;
}

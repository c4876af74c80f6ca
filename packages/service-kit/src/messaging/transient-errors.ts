import { findDomainError } from '@haat/domain';

/** SQLSTATE classes that say "not now": connection, out of resources, operator (shutdown, restart, failover). */
const OUTAGE_CLASSES = new Set(['08', '53']);
const OUTAGE_STATES = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '25006']);
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** The driver has no codes for these. */
const DRIVER_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/**
 * True when the same event may well be handled later though nothing about it changes: such errors are retried for
 * ever, and never make a dead letter.
 */
export const isTransient = (error: unknown): boolean =>
  findDomainError(error)?.kind === 'unavailable' || isOutage(error);

/** True when it is the database or the way to it that failed, so that other events would fail now too. */
export function isOutage(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 10; current = current.cause, depth += 1) {
    if (isOutageItself(current)) return true;
  }
  return false;
}

function isOutageItself(error: Error): boolean {
  if (DRIVER_MESSAGES.test(error.message)) return true;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return false;
  return (
    NETWORK_CODES.has(code) || OUTAGE_STATES.has(code) || (code.length === 5 && OUTAGE_CLASSES.has(code.slice(0, 2)))
  );
}

export * from './blobs/index.ts';
export * from './clock.ts';
export {
  createDatabase,
  type Database,
  type DatabaseOptions,
  type Sql,
  type Transaction,
} from './database/database.ts';
export { migrate } from './database/migrate.ts';
export { decodePlain, encodePlain } from './database/plain-data.ts';
export { createUnitOfWork, IdempotencyKeyReused, type UnitOfWork } from './database/unit-of-work.ts';
export * from './messaging/index.ts';
export {
  actorOf,
  assertNotCrossSite,
  type AuthenticatedUser,
  type Authenticator,
  guestIdOf,
  type Presented,
  type RequestHeaders,
  withMemberships,
} from './rpc/authentication.ts';
export { type ContextClient, createLocalClient, createRequestClient } from './rpc/client.ts';
export { invoke, type Caller, type InvokeOptions, type Outcome } from './rpc/invoke.ts';
export { addressDigestOf, ERASED, ERASED_EMAIL, eraseWhenAccountErased } from './privacy/erasure.ts';
export { createPersonalData, type PersonalDataSource } from './privacy/personal-data.ts';
export { clearedSessionCookie, readSessionCookie, sessionCookie } from './rpc/session-cookie.ts';
export { CrossSite, hostOf, isSameOrigin } from './rpc/cross-site.ts';
export {
  ERROR_KINDS,
  type FieldFault,
  InvalidInput,
  type Problem,
  problemHeaders,
  problemType,
  toProblem,
} from './rpc/problem.ts';
export { type ContractRouter, createRouter } from './rpc/router.ts';
export { answerErrorsAsProblems, createServer, type ServerOptions } from './rpc/server.ts';
export type { AnyService, Call, Handler, Handlers, Service } from './rpc/service.ts';
export { Counter, Gauge, Histogram, metricsRegistry } from './telemetry/metrics.ts';
export * from './work/index.ts';

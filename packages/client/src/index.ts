export * from './firebase-auth.ts';
export * from './rest-client.ts';
export {
  type Connection,
  createHaatClient,
  type ExecuteOptions,
  type HaatClient,
  type HaatClientOptions,
} from './graphql/create-haat-client.ts';
export { type AnswerError, HaatError } from './graphql/haat-error.ts';
export type { RetryPolicy } from './graphql/retry.ts';
export { type DocumentMeta, TypedDocument } from './graphql/typed-document.ts';
export { createLiveClient, type JoinedRoom, type LiveClient, type RoomHandlers } from './live/live-client.ts';
export * as operations from './generated/operations.ts';

export { backoffMs, type Backoff } from './backoff.ts';
export { coalesce } from './coalesce.ts';
export { createDueWorker, type DueWorkerOptions, type WakingClock } from './due-worker.ts';
export { createTaskWorker, type Task, type TaskWorker, type TaskWorkerOptions } from './task-worker.ts';
export type { Worker } from './worker.ts';

import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';

type Execute = (args: unknown) => unknown;

/** Ends the wait for an operation as a whole; a subscription may go on for as long as its client listens. */
export function timeLimit(executionMs: number): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(((args: unknown) => {
        const result = (executeFn as Execute)(args);
        return result instanceof Promise ? Promise.race([result, ends(result, executionMs)]) : result;
      }) as never);
    },
  };
}

function ends(result: Promise<unknown>, executionMs: number): Promise<ExecutionResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ errors: [tooLong(executionMs)] }), executionMs);
    timer.unref();
    result.catch(() => {}).finally(() => clearTimeout(timer));
  });
}

const tooLong = (executionMs: number) =>
  refusal({ code: 'graphql.timed_out', message: `The operation took more than ${executionMs} ms.`, status: 503 });

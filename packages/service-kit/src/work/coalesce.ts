/**
 * Group commit: calls that arrive while a batch runs form the next batch, so that many callers share one transaction.
 * A lone call does not wait for company.
 *
 * @param run handles a batch and answers each item, in the order of the batch, with its result or with the error that its
 *   caller gets. When it throws, every caller of the batch gets that error.
 */
export function coalesce<In, Out>(
  run: (batch: In[]) => Promise<(Out | Error)[]>,
  { maxBatch }: { readonly maxBatch: number },
): (item: In) => Promise<Out> {
  type Call = { readonly item: In; readonly resolve: (value: Out) => void; readonly reject: (error: unknown) => void };
  let waiting: Call[] = [];
  let running = false;

  const runBatch = async (calls: Call[]) => {
    try {
      const results = await run(calls.map((call) => call.item));
      if (results.length !== calls.length) throw new Error('a coalesced batch must answer each of its items');
      calls.forEach((call, index) => {
        const result = results[index] as Out | Error;
        if (result instanceof Error) call.reject(result);
        else call.resolve(result);
      });
    } catch (error) {
      for (const call of calls) call.reject(error);
    }
  };

  const drain = async () => {
    running = true;
    // Calls of the same turn of the event loop belong together, the very first included.
    await Promise.resolve();
    while (waiting.length > 0) {
      const calls = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      await runBatch(calls);
    }
    running = false;
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}

/** Lets so many work at a time and so many wait; whoever comes beyond that is told at once. */
export function createLimiter({ maxActive, maxWaiting }: { maxActive: number; maxWaiting: number }, busy: () => Error) {
  const waiting: (() => void)[] = [];
  let active = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (active >= maxActive) {
      if (waiting.length >= maxWaiting) throw busy();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      active += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes straight to the next one in line.
      const next = waiting.shift();
      if (next === undefined) active -= 1;
      else next();
    }
  };
}

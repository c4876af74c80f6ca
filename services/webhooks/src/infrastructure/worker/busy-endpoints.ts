/** Counts exchanges in progress, so that the queue passes over endpoints that have their hands full. */
export function createBusyEndpoints(perEndpoint: number) {
  const inProgress = new Map<string, number>();
  let total = 0;
  return {
    total: (): number => total,
    full: (): string[] => [...inProgress].flatMap(([endpointId, count]) => (count >= perEndpoint ? [endpointId] : [])),
    enter(endpointId: string): void {
      total += 1;
      inProgress.set(endpointId, (inProgress.get(endpointId) ?? 0) + 1);
    },
    /** @returns whether the endpoint had its hands full until now */
    leave(endpointId: string): boolean {
      total -= 1;
      const before = inProgress.get(endpointId)!;
      if (before === 1) inProgress.delete(endpointId);
      else inProgress.set(endpointId, before - 1);
      return before >= perEndpoint;
    },
  };
}

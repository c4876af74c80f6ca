import type { Metric } from './stage.ts';

/**
 * From the time an event was written to the commit of its handler, over all consumer groups, between two looks at the
 * metrics: the upper bound, in seconds, of the bucket in which the 99th percentile lies.
 */
export function deliveryP99(before: readonly Metric[], after: readonly Metric[]): number {
  const [earlier, later] = [countsByBound(before), countsByBound(after)];
  const counts = new Map([...later].map(([bound, count]) => [bound, count - (earlier.get(bound) ?? 0)]));
  const total = counts.get(Infinity) ?? 0;
  const bounds = [...counts.keys()].sort((a, b) => a - b);
  return bounds.find((bound) => counts.get(bound)! >= total * 0.99) ?? Number.NaN;
}

function countsByBound(metrics: readonly Metric[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { labels, value, metricName } of metrics.find(({ name }) => name === 'event_delivery_seconds')?.values ??
    []) {
    if (metricName?.endsWith('_bucket') !== true) continue;
    const bound = labels.le === '+Inf' ? Infinity : Number(labels.le);
    counts.set(bound, (counts.get(bound) ?? 0) + value);
  }
  return counts;
}

import { Counter, Histogram, register } from 'prom-client';

/** So that whoever counts something uses the registry of the process, and not one of its own. */
export { Counter, Gauge, Histogram } from 'prom-client';

/** Metrics of the process, for `/metrics`. */
export const metricsRegistry = register;

export const rpcMetrics = {
  duration: new Histogram({
    name: 'haat_procedure_duration_seconds',
    help: 'Time a procedure took, by outcome: ok, an error kind, or defect.',
    labelNames: ['service', 'procedure', 'outcome'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  }),
  defects: new Counter({
    name: 'haat_defects_total',
    help: 'Errors nobody had foreseen; each is an alarm.',
    labelNames: ['place'],
  }),
};

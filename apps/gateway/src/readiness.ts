import type { GatewayProblem } from './problem.ts';

/** `missing` names what is still awaited, for whoever watches the start. */
export type Readiness = boolean | { readonly ready: boolean; readonly missing?: readonly string[] };

export type ReadinessCheck = () => Readiness | Promise<Readiness>;

/** Answers the problem that keeps the gateway from being ready, or nothing when all is well. */
export async function readinessProblem(check: ReadinessCheck): Promise<GatewayProblem | undefined> {
  const { ready, missing } = await ask(check);
  if (ready) return undefined;
  const detail = missing.length === 0 ? 'Not everything is ready yet.' : `Still waiting for ${missing.join(', ')}.`;
  return { status: 503, code: 'gateway.not_ready', detail, members: { missing } };
}

async function ask(check: ReadinessCheck): Promise<{ ready: boolean; missing: readonly string[] }> {
  try {
    const readiness = await check();
    return typeof readiness === 'boolean'
      ? { ready: readiness, missing: [] }
      : { ready: readiness.ready, missing: readiness.missing ?? [] };
  } catch {
    // A check that fails is a sign that something is not ready, not a fault of whoever asks.
    return { ready: false, missing: ['readiness check'] };
  }
}

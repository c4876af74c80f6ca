import { expect } from '@jest/globals';
import type { SeenRequest, UpstreamRecorder } from '../upstream-recorder.ts';

/** Read when a case runs, because the gateway only starts after the cases have been declared. */
export type GatewayUnderTest = () => {
  readonly baseUrl: string;
  readonly recorder: UpstreamRecorder;
  /** Kong words its own errors differently; statuses and headers are the same. */
  readonly problemDetails: boolean;
};

/** The only request that reached a service. */
export function onlySeen(underTest: GatewayUnderTest): SeenRequest {
  const { seen } = underTest().recorder;
  expect(seen).toHaveLength(1);
  return seen[0] as SeenRequest;
}

/** Asserts the status, and the code where the gateway speaks problem details. */
export async function expectProblem(
  underTest: GatewayUnderTest,
  response: Response,
  expected: { status: number; code: string },
): Promise<void> {
  expect(response.status).toBe(expected.status);
  if (!underTest().problemDetails) return;
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status: expected.status, code: expected.code });
  expect(problem['correlationId']).toBe(response.headers.get('x-correlation-id'));
}

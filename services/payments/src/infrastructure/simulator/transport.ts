/** How requests reach the simulator: over HTTP, or in the same process. The answer's body is parsed JSON. */
export type SimulatorTransport = (
  request: SimulatorRequest,
) => Promise<{ readonly status: number; readonly body: unknown }>;

export type SimulatorRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown };

const TIMEOUT_MS = 10_000;

/** Talks to a simulator that runs elsewhere. */
export const httpTransport =
  (baseUrl: string, fetchIt: typeof fetch = fetch): SimulatorTransport =>
  async ({ method, path, body }) => {
    const response = await fetchIt(new URL(path, baseUrl), {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };

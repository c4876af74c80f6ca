import { AccountsUnavailable } from '../../domain/index.ts';
import type { AccessTokens } from './access-tokens.ts';

export type ToolkitOptions = {
  /** Up to and with the version, e.g. `https://identitytoolkit.googleapis.com/v1`. */
  readonly baseUrl: string;
  readonly projectId: string;
  /** The web API key; any word for the emulator. */
  readonly apiKey: string;
  /** For what only an administrator of the project may do. */
  readonly accessTokens: AccessTokens;
};

/** What Firebase says is wrong, as the first word of its message, e.g. `EMAIL_EXISTS`. */
export class ToolkitRefused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`Firebase refused: ${reason}`);
    this.name = 'ToolkitRefused';
    this.reason = reason;
  }
}

export type Toolkit = {
  /** As anybody with the API key. */
  readonly asClient: (method: string, body: object) => Promise<Record<string, unknown>>;
  /** As an administrator of the project. */
  readonly asAdmin: (method: string, body: object) => Promise<Record<string, unknown>>;
};

const TIMEOUT_MS = 10_000;

/** The REST interface of Firebase Auth, of a real project or of the emulator. */
export function createToolkit({ baseUrl, projectId, apiKey, accessTokens }: ToolkitOptions): Toolkit {
  const key = encodeURIComponent(apiKey);
  return {
    asClient: (method, body) => post(`${baseUrl}/accounts:${method}?key=${key}`, body, {}),
    asAdmin: async (method, body) =>
      await post(`${baseUrl}/projects/${projectId}/accounts:${method}`, body, {
        authorization: `Bearer ${await accessTokens.current()}`,
      }),
  };
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  const said = answer === null ? null : ((await answer.json().catch(() => null)) as Record<string, unknown> | null);
  if (answer === null || said === null) throw new AccountsUnavailable();
  if (answer.ok) return said;
  const message = String((said.error as { message?: unknown } | undefined)?.message ?? '');
  const reason = /^[A-Z_]+/.exec(message)?.[0];
  // Whatever has no reason of Firebase's is between it and us, and not the caller's fault.
  if (answer.status >= 500 || reason === undefined) throw new AccountsUnavailable();
  throw new ToolkitRefused(reason);
}

import type { anIdentity } from './an-identity.ts';

type Identity = Awaited<ReturnType<typeof anIdentity>>;
type Method = 'GET' | 'POST' | 'DELETE' | 'PATCH';
export type Answered = { readonly status: number; readonly body: Record<string, unknown>; readonly cookies: string[] };

export const HOST = 'localhost:8000';
export const COOKIE_NAME = 'haat_session';

/** A request as it stands, with what it got back. */
export async function send(
  identity: Identity,
  method: Method,
  url: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answered> {
  const payload = body === undefined ? {} : { payload: body as object };
  const answer = await identity.http.inject({ method, url, headers: { host: HOST, ...headers }, ...payload });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json(), cookies };
}

export const valueOf = (line: string): string => line.slice(line.indexOf('=') + 1, line.indexOf(';'));

/** A browser: it keeps the session cookie it is sent, and says of each request that a page of the shop sent it. */
export function aBrowser(identity: Identity, userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0') {
  let token: string | null = null;
  const browser = {
    get token() {
      return token;
    },
    set token(value: string | null) {
      token = value;
    },
    /** What it would send along with a request. */
    headers: (): Record<string, string> => ({
      'user-agent': userAgent,
      origin: `http://${HOST}`,
      'x-real-ip': '192.0.2.7',
      ...(token === null ? {} : { cookie: `theme=dark; ${COOKIE_NAME}=${token}` }),
    }),
    async send(method: Method, url: string, body?: unknown): Promise<Answered> {
      const answer = await send(identity, method, url, browser.headers(), body);
      for (const line of answer.cookies) token = valueOf(line) === '' ? null : valueOf(line);
      return answer;
    },
    signIn: (idToken: string) => browser.send('POST', '/v1/sessions', { idToken }),
    me: () => browser.send('GET', '/v1/me'),
  };
  return browser;
}

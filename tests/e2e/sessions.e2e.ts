import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERASURE_PHRASE } from '@haat/contracts';
import { comeToRest } from './support/proofs.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

type Said = Record<string, unknown>;
type Answer = { readonly status: number; readonly body: Said; readonly cookies: readonly string[] };

const MINUTE_MS = 60_000;
const PASSWORD = 'correct horse battery staple';

/** One story at the gateway with the Auth emulator: a page of the shop, its cookie, and the end of the account. */
describe('a browser at the gateway', () => {
  let stage: Stage;
  let cookie = '';
  let idToken = '';

  beforeAll(async () => {
    stage = await setStage({ withAuthEmulator: true });
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  /** As a page of the shop would send it; the cookie is kept as a browser keeps it. */
  async function page(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${stage.url}${path}`, {
      method,
      headers: {
        origin: stage.url,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie();
    for (const line of cookies) cookie = /Max-Age=0/.test(line) ? '' : line.slice(0, line.indexOf(';'));
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Said), cookies };
  }

  const viewer = () => page('POST', '/graphql', { query: '{ me { email } }' });
  const firebase = (method: string, body: object) =>
    fetch(`${stage.authUrl}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=any`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('signs up, begins a session, and is known by its cookie at every door', async () => {
    const account = { email: 'lena@people.example', password: PASSWORD, returnSecureToken: true };
    ({ idToken } = (await (await firebase('signUp', account)).json()) as { idToken: string });
    const begun = await page('POST', '/v1/sessions', { idToken });
    expect(begun.status).toBe(201);
    expect(begun.cookies).toEqual([
      expect.stringMatching(/^haat_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await page('GET', '/v1/me')).body).toMatchObject({ email: 'lena@people.example' });
    expect((await page('GET', '/trpc/identity/me')).body).toMatchObject({
      result: { data: { email: 'lena@people.example' } },
    });
    expect(JSON.stringify((await viewer()).body)).toContain('lena@people.example');
    expect((await page('PATCH', '/v1/me', { displayName: 'Lena' })).status).toBe(200);
    const { items } = (await page('GET', '/v1/sessions')).body as { items: Said[] };
    expect(items).toMatchObject([{ current: true, ipAddress: '127.0.0.1' }]);
  });

  it('is refused what another site wants in its name, at every door', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const [method, path, body] of [
      ['PATCH', '/v1/me', { displayName: 'Mallory' }],
      ['POST', '/trpc/identity/updateMe', { displayName: 'Mallory' }],
      ['POST', '/graphql', { query: '{ me { email } }' }],
      ['POST', '/v1/sessions/revoke', {}],
      ['POST', '/v1/me/erase', { confirmation: ERASURE_PHRASE }],
    ] as const) {
      const answer = await page(method, path, body, foreign);
      expect([path, answer.status, JSON.stringify(answer.body).includes('access.cross_site')]).toEqual([
        path,
        403,
        true,
      ]);
    }
    const answer = await page(
      'PATCH',
      '/v1/me',
      { displayName: 'Mallory' },
      { 'x-forwarded-host': 'evil.example', ...foreign },
    );
    expect(answer.status).toBe(403);
    expect((await page('GET', '/v1/me')).body).toMatchObject({ displayName: 'Lena' });
  });

  it('gets a new token when the clock has moved on, through GraphQL too, and loses the session with an old one', async () => {
    const old = cookie;
    await advance(15 * MINUTE_MS);
    await until('what is remembered of the token to lapse', async () => (await viewer()).cookies.length === 1);
    expect(cookie).not.toBe(old);
    expect((await page('GET', '/v1/me')).status).toBe(200);
    const kept = cookie;
    await advance(MINUTE_MS);
    cookie = old;
    await until(
      'what is remembered of the old token to lapse',
      async () => (await page('GET', '/v1/me')).status === 401,
    );
    expect((await page('GET', '/v1/me')).body.code).toMatch(/^identity\.session_re(?:used|voked)$/);
    cookie = kept;
    expect((await page('GET', '/v1/me')).body.code).toBe('identity.session_revoked');
    expect((await page('GET', '/v1/products')).status).toBe(200);
  });

  it('ends with its account, and Firebase forgets it too', async () => {
    expect((await page('POST', '/v1/sessions', { idToken })).status).toBe(201);
    const erased = await page('POST', '/v1/me/erase', { confirmation: ERASURE_PHRASE });
    expect(erased.status).toBe(200);
    expect(cookie).toBe('');
    await comeToRest(stage.tables);
    await until('Firebase to have forgotten the account', async () => {
      const signIn = { email: 'lena@people.example', password: PASSWORD, returnSecureToken: true };
      return (await firebase('signInWithPassword', signIn)).status === 400;
    });
    const still = await page('GET', '/v1/me', undefined, { authorization: `Bearer ${idToken}` });
    expect(still.body.code).toBe('identity.user_disabled');
  });

  async function advance(ms: number): Promise<void> {
    const response = await fetch(`${stage.url}/v1/dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: ms }),
    });
    expect(response.status).toBeLessThan(300);
  }
});

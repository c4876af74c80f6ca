import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assertNotCrossSite } from '@haat/service-kit';
import { aBrowser, COOKIE_NAME, HOST, send } from '../builders/a-browser.ts';
import { emulatorToken, googleClaims, NOW } from '../builders/a-token.ts';
import { anIdentity } from '../builders/an-identity.ts';

const nowS = NOW.getTime() / 1000;
const idToken = emulatorToken({ ...googleClaims('victim', 'victim@example.com'), auth_time: nowS, iat: nowS });

/** What browsers and others say about where a request comes from, and whether a cookie counts with it. */
const ORIGINS: readonly (readonly [string, Record<string, string>, boolean])[] = [
  ['nothing', {}, false],
  ['the same origin', { origin: `http://${HOST}` }, true],
  ['the same origin over TLS that ends before us', { origin: `https://${HOST}` }, true],
  ['the same origin, and the same site', { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }, true],
  ['only that it is the same origin', { 'sec-fetch-site': 'same-origin' }, true],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['another origin and no more', { origin: 'https://evil.example' }, false],
  ['only that it is another site', { 'sec-fetch-site': 'cross-site' }, false],
  ['a sister domain', { origin: 'http://other.localhost:8000', 'sec-fetch-site': 'same-site' }, false],
  ['only that it is the same site', { 'sec-fetch-site': 'same-site' }, false],
  ['that a person typed it', { 'sec-fetch-site': 'none' }, false],
  ['another port', { origin: 'http://localhost:8001' }, false],
  ['no port', { origin: 'http://localhost' }, false],
  ['an opaque origin', { origin: 'null' }, false],
  ['an empty origin', { origin: '' }, false],
  ['our host as a part of theirs', { origin: `http://${HOST}.evil.example` }, false],
  ['our host in the path', { origin: `http://evil.example/http://${HOST}` }, false],
  ['our host as a user name', { origin: `http://${HOST}@evil.example` }, false],
  ['another scheme', { origin: `ftp://${HOST}` }, false],
  ['two origins', { origin: `http://${HOST} http://evil.example` }, false],
  ['our origin but another site', { origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' }, false],
  ['a referrer of ours only', { referer: `http://${HOST}/` }, false],
  [
    'the host that the gateway was asked for',
    { 'x-forwarded-host': 'shop.example', origin: 'http://shop.example' },
    true,
  ],
  ['the name by which the gateway calls us', { 'x-forwarded-host': 'shop.example', origin: `http://${HOST}` }, false],
  [
    'plain HTTP of a host that is reached over TLS',
    { 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https', origin: 'http://shop.example' },
    false,
  ],
];

describe('a request with a session cookie', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  let cookie: Record<string, string>;
  let secureCookie: Record<string, string>;
  beforeAll(async () => {
    identity = await anIdentity();
    const browser = aBrowser(identity);
    await browser.signIn(idToken);
    cookie = { cookie: `${COOKIE_NAME}=${browser.token}` };
    secureCookie = { cookie: `__Host-haat_session=${browser.token}` };
  });
  afterAll(() => identity.drop());

  const cookieFor = (headers: Record<string, string>) =>
    headers['x-forwarded-host'] === undefined ? cookie : secureCookie;

  it.each(ORIGINS)('that says %s changes things only if a page of ours sent it', async (_says, headers, counts) => {
    const sent = { ...cookieFor(headers), ...headers };
    const changes = [
      await send(identity, 'PATCH', '/v1/me', sent, { displayName: 'Changed' }),
      await send(identity, 'POST', '/trpc/updateMe', sent, { displayName: 'Changed' }),
    ];
    for (const { status, body } of changes) {
      expect(status).toBe(counts ? 200 : 403);
      if (!counts) expect(JSON.stringify(body)).toContain('access.cross_site');
    }
    expect((await send(identity, 'GET', '/v1/me', sent)).status).toBe(200);
    const guard = () => assertNotCrossSite({ host: HOST, ...sent });
    if (counts) expect(guard).not.toThrow();
    else expect(guard).toThrow(expect.objectContaining({ code: 'access.cross_site' }));
  });

  it.each(ORIGINS)('leaves a bearer token as it is, whatever the request says: %s', async (_says, headers) => {
    const sent = { ...headers, authorization: `Bearer ${idToken}` };
    expect((await send(identity, 'PATCH', '/v1/me', sent, { displayName: 'B' })).status).toBe(200);
    expect((await send(identity, 'PATCH', '/v1/me', { ...sent, ...cookie }, { displayName: 'B' })).status).toBe(200);
    expect(() => assertNotCrossSite({ host: HOST, ...sent, ...cookie })).not.toThrow();
  });

  it('cannot be sent by another site to sign somebody in or out, even before there is a session', async () => {
    const foreign = { origin: 'https://evil.example' };
    for (const url of ['/v1/sessions', '/v1/sessions/sign-out']) {
      const answer = await send(identity, 'POST', url, foreign, { idToken });
      expect(answer).toMatchObject({ status: 403, body: { code: 'access.cross_site' }, cookies: [] });
    }
    expect((await send(identity, 'POST', '/v1/sessions', {}, { idToken })).status).toBe(201);
  });

  it('cannot be a form: a browser sends no JSON across sites without asking', async () => {
    const form = { ...cookie, origin: `http://${HOST}`, 'content-type': 'text/plain' };
    const answer = await identity.http.inject({ method: 'PATCH', url: '/v1/me', headers: form, payload: '{}' });
    expect(answer.statusCode).toBe(400);
  });
});

describe('a session cookie', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  let token: string;
  beforeAll(async () => {
    identity = await anIdentity();
    const browser = aBrowser(identity);
    await browser.signIn(idToken);
    token = browser.token!;
  });
  afterAll(() => identity.drop());

  const withCookie = (cookie: string) => send(identity, 'GET', '/v1/me', { cookie });
  const good = () => `${COOKIE_NAME}=${token}`;

  it('is found among others', async () => {
    for (const cookie of [`a=b; ${good()}; c`, `${good()};`, `;;${good()}`, `${good()}; ${good()}`, ` ${good()} `]) {
      expect([cookie, (await withCookie(cookie)).status]).toEqual([cookie, 200]);
    }
  });

  it('is no cookie of another name', async () => {
    const none = [
      `haat_session2=${token}`,
      `xhaat_session=${token}`,
      `HAAT_SESSION=${token}`,
      `haat_session =${token}`,
    ];
    // Over plain HTTP on this machine nobody can have set the cookie that is for HTTPS only.
    for (const cookie of [...none, `__Host-haat_session=${token}`, 'haat_session=', 'haat_session', '=;=']) {
      expect([cookie, (await withCookie(cookie)).body.code]).toEqual([cookie, 'access.sign_in_required']);
    }
  });

  it.each([
    ['a token that is too short', () => token.slice(1)],
    ['a token that is too long', () => `${token}A`],
    ['quotes', () => `"${token}"`],
    ['percent signs', () => `%41${token.slice(3)}`],
    ['SQL', () => `' OR 1=1 --`],
    ['padding', () => `${token.slice(0, 42)}=`],
    ['a second one that differs', () => `${token}; ${COOKIE_NAME}=${'A'.repeat(43)}`],
    ['an address', () => 'http://evil.example/'],
    ['a token nobody has', () => 'B'.repeat(43)],
    ['a token in other letters', () => token.toUpperCase()],
  ])('is refused with %s, and does not keep its holder from looking around or signing in', async (_what, value) => {
    const cookie = `${COOKIE_NAME}=${value()}`;
    expect(await withCookie(cookie)).toMatchObject({ status: 401, body: { code: 'identity.session_invalid' } });
    const signIn = await send(identity, 'POST', '/v1/sessions', { cookie, origin: `http://${HOST}` }, { idToken });
    expect(signIn.status).toBe(201);
  });

  it('is looked for in 8 KiB of cookies and no more', async () => {
    const filler = (length: number) => `f=${'x'.repeat(length - good().length - 4)}; ${good()}`;
    expect(filler(8192)).toHaveLength(8192);
    expect((await withCookie(filler(8192))).status).toBe(200);
    expect(await withCookie(filler(8193))).toMatchObject({ status: 401, body: { code: 'identity.session_invalid' } });
  });

  it('cannot bring a line of its own into the answer', async () => {
    const headers = {
      'x-forwarded-host': 'shop.example\\r\\nset-cookie: a=b',
      'user-agent': 'x\\r\\nset-cookie: a=b',
      origin: 'http://shop.example',
    };
    const { cookies } = await send(
      identity,
      'POST',
      '/v1/sessions',
      { 'x-forwarded-host': 'a; Domain=evil.example' },
      { idToken },
    );
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).not.toContain('Domain');
    expect((await send(identity, 'POST', '/v1/sessions', headers, { idToken })).cookies).toEqual([]);
  });

  it('is told from a user agent of any length and alphabet', async () => {
    for (const userAgent of ['', 'é\u00ff', 'x'.repeat(6000), '<script>', 'Mozilla/5.0 (Windows NT 10.0) Edg/130.0']) {
      const sent = { origin: `http://${HOST}`, 'user-agent': userAgent, 'x-real-ip': 'no address' };
      const { status, body } = await send(identity, 'POST', '/v1/sessions', sent, { idToken });
      expect(status).toBe(201);
      expect(body.ipAddress).toBeNull();
      expect(String(body.userAgent ?? '').length).toBeLessThanOrEqual(300);
    }
  });
});

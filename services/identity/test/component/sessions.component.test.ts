import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBrowser, COOKIE_NAME, send, valueOf } from '../builders/a-browser.ts';
import { emulatorToken, googleClaims, NOW } from '../builders/a-token.ts';
import { anIdentity } from '../builders/an-identity.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
type Listed = { items: { sessionId: string; current: boolean; device: string; ipAddress: string }[] };

describe('the session of a browser', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  let nth = 0;
  beforeAll(async () => {
    identity = await anIdentity({ initialAdmins: ['admin'] });
  });
  afterAll(() => identity.drop());
  beforeEach(() => identity.clock.set(NOW));

  /** Somebody new, whose token says that they signed in just now. */
  function somebody() {
    const uid = `person-${(nth += 1)}`;
    const tokenNow = () => {
      const nowS = Math.floor(identity.clock.now().getTime() / 1000);
      const times = { iat: nowS, auth_time: nowS, exp: nowS + 3600 };
      return emulatorToken({ ...googleClaims(uid, `${uid}@example.com`), ...times });
    };
    return { uid, tokenNow };
  }

  async function signedIn() {
    const person = somebody();
    const browser = aBrowser(identity);
    const answer = await browser.signIn(person.tokenNow());
    expect(answer.status).toBe(201);
    return { ...person, browser, answer, sessionId: answer.body.sessionId as string };
  }

  const rotated = async (browser: ReturnType<typeof aBrowser>) => {
    const before = browser.token!;
    identity.clock.advance(15 * MINUTE_MS);
    expect((await browser.me()).status).toBe(200);
    expect(browser.token).not.toBe(before);
    return before;
  };

  const asHolderOf = (token: string) => send(identity, 'GET', '/v1/me', { cookie: `${COOKIE_NAME}=${token}` });

  it('is held by a cookie that scripts cannot read, and stored as a digest', async () => {
    const { answer, browser } = await signedIn();
    expect(answer.cookies).toHaveLength(1);
    expect(answer.cookies[0]).toMatch(/^haat_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    expect(JSON.stringify(answer.body)).not.toContain(browser.token);
    expect((await browser.me()).body).toMatchObject({ displayName: 'Ana' });
    const stored = JSON.stringify(await identity.database.query('SELECT * FROM session_token t, web_session s'));
    expect(stored).not.toContain(browser.token);
  });

  it('is Secure and bound to the host wherever the client does not come by plain HTTP from this machine', async () => {
    const elsewhere = [
      { 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https', origin: 'https://shop.example' },
      { 'x-forwarded-host': 'localhost:8443', 'x-forwarded-proto': 'https', origin: 'https://localhost:8443' },
      { 'x-forwarded-host': '192.168.1.9:8000', 'x-forwarded-proto': 'http', origin: 'http://192.168.1.9:8000' },
      {
        'x-forwarded-host': 'localhost.evil.example',
        'x-forwarded-proto': 'http',
        origin: 'http://localhost.evil.example',
      },
    ];
    for (const headers of elsewhere) {
      const { cookies } = await send(identity, 'POST', '/v1/sessions', headers, { idToken: somebody().tokenNow() });
      expect(cookies[0]).toMatch(
        /^__Host-haat_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
      );
    }
  });

  it('cannot be fixed by somebody else: signing in always brings a new token, and ends the session that was there', async () => {
    const thief = await signedIn();
    const planted = thief.browser.token!;
    const victim = aBrowser(identity);
    victim.token = planted;
    const person = somebody();
    expect((await victim.signIn(person.tokenNow())).status).toBe(201);
    expect(victim.token).not.toBe(planted);
    expect((await asHolderOf(planted)).body.code).toBe('identity.session_revoked');
    const made = 'A'.repeat(43);
    victim.token = made;
    await victim.signIn(person.tokenNow());
    expect(victim.token).not.toBe(made);
    expect((await asHolderOf(made)).body.code).toBe('identity.session_invalid');
  });

  it('begins with a sign-in of the last five minutes only', async () => {
    const nowS = NOW.getTime() / 1000;
    const at = (secondsAgo: number) =>
      aBrowser(identity).signIn(emulatorToken({ auth_time: nowS - secondsAgo, iat: nowS, exp: nowS + 3600 }));
    expect((await at(300)).status).toBe(201);
    expect(await at(301)).toMatchObject({ status: 403, body: { code: 'identity.sign_in_not_recent' }, cookies: [] });
  });

  it('begins with no wrong token, and then sets no cookie', async () => {
    for (const idToken of ['x', emulatorToken({ exp: 1 }), `haat_sk_${'A'.repeat(43)}`, '\u0000']) {
      const answer = await aBrowser(identity).signIn(idToken);
      expect([400, 401]).toContain(answer.status);
      expect(answer.cookies).toEqual([]);
    }
  });

  it('gets a new token after a quarter of an hour of use, and not before', async () => {
    const { browser } = await signedIn();
    const first = browser.token;
    identity.clock.advance(15 * MINUTE_MS - 1);
    expect((await browser.me()).cookies).toEqual([]);
    expect(browser.token).toBe(first);
    identity.clock.advance(1 + 5_000);
    const renewing = await browser.me();
    expect(renewing.cookies).toHaveLength(1);
    expect(valueOf(renewing.cookies[0]!)).toBe(browser.token);
    expect((await browser.me()).status).toBe(200);
  });

  it('keeps the replaced token good for half a minute after the new one was used, and no longer', async () => {
    const { browser } = await signedIn();
    const old = await rotated(browser);
    await browser.me();
    identity.clock.advance(30_000);
    expect((await asHolderOf(old)).status).toBe(200);
    identity.clock.advance(5_001);
    expect(await asHolderOf(old)).toMatchObject({ status: 401, body: { code: 'identity.session_reused' } });
  });

  it('ends altogether when a replaced token comes back: somebody else holds it too', async () => {
    const { browser } = await signedIn();
    const stolen = await rotated(browser);
    await browser.me();
    identity.clock.advance(36_000);
    expect((await browser.me()).status).toBe(200);
    expect((await asHolderOf(stolen)).body.code).toBe('identity.session_reused');
    expect(await browser.me()).toMatchObject({ status: 401, body: { code: 'identity.session_revoked' } });
    expect((await asHolderOf(stolen)).body.code).toBe('identity.session_revoked');
  });

  it('ends altogether when the thief was the first to get the new token', async () => {
    const { browser } = await signedIn();
    const thief = aBrowser(identity);
    thief.token = browser.token;
    await rotated(thief);
    await thief.me();
    identity.clock.advance(36_000);
    expect((await browser.me()).body.code).toBe('identity.session_reused');
    expect((await thief.me()).body.code).toBe('identity.session_revoked');
  });

  it('goes on when a connection that was opened under the replaced token is still there, which is let in no more', async () => {
    const { browser } = await signedIn();
    const old = await rotated(browser);
    await browser.me();
    identity.clock.advance(36_000);
    const held = { token: old, as: 'session', mayRenew: false };
    const asked = identity.call('authenticate', held, { actor: { kind: 'service', name: 'live' } });
    await expect(asked).rejects.toMatchObject({ code: 'identity.session_superseded', kind: 'unauthenticated' });
    expect((await browser.me()).status).toBe(200);
  });

  it('survives an answer that was lost: who never got the new token gets another', async () => {
    const { browser } = await signedIn();
    const kept = browser.token;
    await rotated(browser);
    browser.token = kept;
    identity.clock.advance(31_000);
    const again = await browser.me();
    expect(again).toMatchObject({ status: 200 });
    expect(again.cookies).toHaveLength(1);
    expect((await browser.me()).status).toBe(200);
  });

  it('gives one new token to requests that come at the same time, and refuses none of them', async () => {
    const { browser } = await signedIn();
    const old = browser.token!;
    identity.clock.advance(16 * MINUTE_MS);
    const answers = await Promise.all(Array.from({ length: 12 }, () => asHolderOf(old)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.flatMap(({ cookies }) => cookies)).toHaveLength(1);
  });

  it('ends when nobody uses it for a week, and after a month however much it is used', async () => {
    const { browser } = await signedIn();
    identity.clock.advance(7 * DAY_MS - 1);
    expect((await browser.me()).status).toBe(200);
    identity.clock.advance(7 * DAY_MS);
    expect((await browser.me()).body.code).toBe('identity.session_expired');
    const other = await signedIn();
    for (let day = 1; day < 30; day += 1) {
      identity.clock.advance(DAY_MS);
      expect((await other.browser.me()).status).toBe(200);
    }
    identity.clock.advance(DAY_MS);
    expect((await other.browser.me()).body.code).toBe('identity.session_expired');
  });

  it('is listed and ended by its owner, at once, and by nobody else', async () => {
    const person = somebody();
    const phone = aBrowser(
      identity,
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
    );
    const desk = aBrowser(identity);
    const onPhone = (await phone.signIn(person.tokenNow())).body.sessionId;
    const onDesk = (await desk.signIn(person.tokenNow())).body.sessionId;
    const { items } = (await desk.send('GET', '/v1/sessions')).body as unknown as Listed;
    expect(items.map(({ sessionId, current, device, ipAddress }) => [sessionId, current, device, ipAddress])).toEqual([
      [onDesk, true, 'Firefox on Linux', '192.0.2.7'],
      [onPhone, false, 'Safari on iPhone', '192.0.2.7'],
    ]);
    const stranger = await signedIn();
    const notFound = { status: 404, body: { code: 'identity.session_not_found' } };
    expect(await stranger.browser.send('DELETE', `/v1/sessions/${onPhone}`)).toMatchObject(notFound);
    expect((await phone.me()).status).toBe(200);
    expect(await desk.send('DELETE', `/v1/sessions/${onPhone}`)).toMatchObject({ status: 200, cookies: [] });
    expect((await phone.me()).body.code).toBe('identity.session_revoked');
    expect(await desk.send('DELETE', `/v1/sessions/${onPhone}`)).toMatchObject(notFound);
    const page = (await desk.send('GET', '/v1/sessions?limit=1')).body as unknown as Listed;
    expect(page).toMatchObject({ items: [{ sessionId: onDesk }], nextCursor: null });
    expect((await desk.send('DELETE', `/v1/sessions/${onDesk}`)).cookies[0]).toContain('Max-Age=0');
  });

  it('ends with signing out, and signing out without one is no error', async () => {
    const { browser } = await signedIn();
    const token = browser.token!;
    expect((await browser.me()).status).toBe(200);
    expect((await browser.send('POST', '/v1/sessions/sign-out', {})).status).toBe(200);
    expect(browser.token).toBeNull();
    expect((await asHolderOf(token)).body.code).toBe('identity.session_revoked');
    expect((await browser.send('POST', '/v1/sessions/sign-out', {})).status).toBe(200);
  });

  it('ends with signing out everywhere and with being disabled, from the next request on', async () => {
    const admin = emulatorToken(googleClaims('admin', 'admin@example.com'));
    for (const how of ['revokeMySessions', 'revokeSessions', 'disableUser']) {
      const { browser } = await signedIn();
      const userId = (await browser.me()).body.userId as string;
      if (how === 'revokeMySessions') await browser.send('POST', '/v1/sessions/revoke', {});
      else await identity.call(how, { userId, reason: 'x' }, { token: admin });
      expect([how, (await browser.me()).status]).toEqual([how, how === 'disableUser' ? 403 : 401]);
      if (how === 'disableUser') await identity.call('enableUser', { userId }, { token: admin });
      expect([how, (await browser.me()).body.code]).toEqual([
        how,
        how === 'disableUser' ? 'identity.session_revoked' : 'identity.token_revoked',
      ]);
    }
  });

  it('is one of fifty at most: the oldest ends', async () => {
    const person = somebody();
    const first = aBrowser(identity);
    await first.signIn(person.tokenNow());
    for (let n = 1; n < 50; n += 1) await aBrowser(identity).signIn(person.tokenNow());
    expect((await first.me()).status).toBe(200);
    await aBrowser(identity).signIn(person.tokenNow());
    expect((await first.me()).body.code).toBe('identity.session_revoked');
  });

  it('gives way to a bearer token that comes beside it', async () => {
    const { browser } = await signedIn();
    const other = somebody();
    const headers = { ...browser.headers(), authorization: `Bearer ${other.tokenNow()}` };
    const { body } = await send(identity, 'GET', '/v1/me', headers);
    expect(body.email).toBe(`${other.uid}@example.com`);
    const wrong = { ...browser.headers(), authorization: 'Bearer x' };
    expect((await send(identity, 'GET', '/v1/me', wrong)).body.code).toBe('identity.token_invalid');
  });

  it('is no bearer token', async () => {
    const { browser } = await signedIn();
    await browser.me();
    const answer = await send(identity, 'GET', '/v1/me', { authorization: `Bearer ${browser.token}` });
    expect(answer).toMatchObject({ status: 401, body: { code: 'identity.token_invalid' } });
  });

  it('renews over tRPC as over REST', async () => {
    const { browser } = await signedIn();
    identity.clock.advance(16 * MINUTE_MS);
    const answer = await browser.send('GET', '/trpc/me');
    expect(answer.status).toBe(200);
    expect(answer.cookies).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, readAnswer } from './support/calls.ts';
import { firebaseAt } from './support/firebase.ts';
import { postFrom } from './support/from-address.ts';
import { post } from './support/line-sign-in.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const PASSWORD = 'blue kettle on the stove';
const OTHER_PASSWORD = 'green kettle in the shed';

describe('passwords', () => {
  let stage: Stage;
  let firebase: ReturnType<typeof firebaseAt>;
  let people = 0;

  beforeAll(async () => {
    stage = await setStage({ withAuthEmulator: true });
    firebase = firebaseAt(stage.authUrl!);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const call = (path: string, body: object, token?: string): Promise<Answer> =>
    post(`${stage.url}${path}`, body, token === undefined ? {} : { authorization: `Bearer ${token}` });
  const get = async (path: string, token: string): Promise<Answer> =>
    readAnswer(await fetch(`${stage.url}${path}`, { headers: { authorization: `Bearer ${token}` } }));
  const refusal = ({ status, body }: Pick<Answer, 'status' | 'body'>) => ({ status, code: body.code });

  /** Somebody new, from a network address of their own, who may not be held up by the failures of others. */
  const somebody = async () => {
    people += 1;
    const email = `pat.${people}@people.example`;
    const address = `127.0.1.${people}`;
    const { status, body } = await postFrom(address, `${stage.url}/v1/sign-up/password`, {
      body: { email, password: PASSWORD, displayName: `Pat ${people}` },
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { verificationMailQueued: true } });
    const signIn = (password: string, headers: Record<string, string> = {}) =>
      postFrom(address, `${stage.url}/v1/sign-in/password`, { body: { email, password }, headers });
    return { email, address, idToken: String(body.idToken), userId: String(body.userId), signIn };
  };

  type Mail = { subject: string; text: string };
  const mailsTo = async (email: string): Promise<Mail[]> =>
    ((await (await fetch(`${stage.url}/inbox.json?to=${encodeURIComponent(email)}`)).json()) as { items: Mail[] })
      .items;
  const mailTo = (email: string, subject: string): Promise<Mail> =>
    until(`the mail "${subject}" to ${email}`, async () =>
      (await mailsTo(email)).find((mail) => mail.subject === subject),
    );
  const tokenIn = ({ text }: Mail): string => /#token=([\w-]+)/.exec(text)![1]!;

  describe('sign-up', () => {
    it('opens an account that can be used at once, and whose password Firebase knows', async () => {
      const { email, idToken, userId } = await somebody();
      const { body } = await get('/v1/me', idToken);
      expect(body).toMatchObject({ userId, email, emailVerified: false, identities: [{ provider: 'password' }] });
      await expect(firebase.withPassword(email, PASSWORD)).resolves.toEqual(expect.any(String));
    });

    it.each([
      ['short', 'min_length'],
      [`${'long pass '.repeat(12)}word phrase`, 'max_length'],
      ['aaaaaaaaaaaaaaa', 'varied'],
      ['weak.person-12345', 'not_the_address'],
      ['Password1234567890', 'not_common'],
    ])('refuses %j by the rule %s', async (password, rule) => {
      const answer = await call('/v1/sign-up/password', { email: 'weak.person@people.example', password });
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'identity.password_too_weak', field: 'password', rule },
      });
    });

    it('refuses an address that has an account', async () => {
      const { email } = await somebody();
      const answer = await call('/v1/sign-up/password', { email, password: PASSWORD });
      expect(refusal(answer)).toEqual({ status: 409, code: 'identity.email_taken' });
    });
  });

  describe('sign-in', () => {
    it('gives the tokens of Firebase', async () => {
      const { signIn } = await somebody();
      const { status, body } = await signIn(PASSWORD);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { refreshToken: expect.any(String), expiresInS: 3600 },
      });
      expect((await get('/v1/me', String(body.idToken))).status).toBe(200);
    });

    it('answers alike, and about as late, to an unknown address and a wrong password', async () => {
      const { address, signIn } = await somebody();
      const timed = async (attempt: () => ReturnType<typeof signIn>) => {
        const startMs = performance.now();
        const { status, body } = await attempt();
        return { answer: { status, body }, tookMs: performance.now() - startMs };
      };
      const wrong = await timed(() => signIn('another password'));
      const unknown = await timed(() =>
        postFrom(address, `${stage.url}/v1/sign-in/password`, {
          body: { email: 'nobody@people.example', password: 'another password' },
        }),
      );
      expect(unknown.answer).toEqual(wrong.answer);
      expect(refusal(wrong.answer)).toEqual({ status: 401, code: 'identity.wrong_credentials' });
      for (const { tookMs } of [wrong, unknown]) expect(tookMs).toBeGreaterThanOrEqual(395);
    });

    it('refuses the sixth failure of a minute and address, over REST and tRPC, whoever it says it is', async () => {
      const { signIn, email, address } = await somebody();
      for (let success = 0; success < 7; success += 1) expect((await signIn(PASSWORD)).status).toBe(200);
      for (let failure = 0; failure < 5; failure += 1) expect((await signIn('wrong')).status).toBe(401);
      const spoofed = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };
      const sixth = await signIn('wrong', spoofed);
      expect(refusal(sixth)).toEqual({ status: 429, code: 'identity.too_many_attempts' });
      expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(sixth.headers['retry-after'])).toBeLessThanOrEqual(60);
      const right = await postFrom(address, `${stage.url}/trpc/identity/signInWithPassword`, {
        body: { email, password: PASSWORD },
      });
      expect(right.status).toBe(429);
      expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
      const elsewhere = await postFrom('127.0.2.1', `${stage.url}/v1/sign-in/password`, {
        body: { email, password: PASSWORD },
      });
      expect(elsewhere.status).toBe(200);
    });

    it('counts by the same address over GraphQL', async () => {
      const { address, email, signIn } = await somebody();
      const query = `mutation ($input: SignInWithPasswordInput!) { signInWithPassword(input: $input) { __typename } }`;
      const body = { query, variables: { input: { email, password: 'a wrong guess' } } };
      const ask = () => postFrom(address, `${stage.url}/graphql`, { body });
      for (let failure = 0; failure < 5; failure += 1)
        expect(JSON.stringify((await ask()).body)).toContain('identity.wrong_credentials');
      expect(JSON.stringify((await ask()).body)).toContain('identity.too_many_attempts');
      expect((await signIn(PASSWORD)).status).toBe(429);
      const elsewhere = await postFrom('127.0.2.2', `${stage.url}/graphql`, { body });
      expect(JSON.stringify(elsewhere.body)).toContain('identity.wrong_credentials');
    });

    it('lets no more than five of many guesses at once through', async () => {
      const { signIn } = await somebody();
      const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('a wrong guess')));
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    });
  });

  describe('the address', () => {
    it('is confirmed once, by the link of the mail', async () => {
      const { email, idToken } = await somebody();
      const token = tokenIn(await mailTo(email, 'Confirm your address'));
      const confirmed = await call('/v1/sign-in/email-verification', { token });
      expect(confirmed).toMatchObject({ status: 200, body: { email } });
      expect((await get('/v1/me', idToken)).body).toMatchObject({ emailVerified: true });
      expect(refusal(await call('/v1/sign-in/email-verification', { token }))).toEqual({
        status: 422,
        code: 'identity.link_used',
      });
      const again = await call('/v1/me/email-verification', {}, idToken);
      expect(again).toMatchObject({ status: 202, body: { alreadyVerified: true } });
    });

    it('takes no made-up token, none of another purpose, and no link after a newer one', async () => {
      const { email, idToken } = await somebody();
      const first = tokenIn(await mailTo(email, 'Confirm your address'));
      const code = async (path: string, body: object) => (await call(path, body)).body.code;
      expect(await code('/v1/sign-in/email-verification', { token: 'made-up' })).toBe('identity.link_invalid');
      expect(await code('/v1/sign-in/password-reset/complete', { token: first, newPassword: OTHER_PASSWORD })).toBe(
        'identity.link_invalid',
      );
      expect((await call('/v1/me/email-verification', {}, idToken)).status).toBe(202);
      expect(await code('/v1/sign-in/email-verification', { token: first })).toBe('identity.link_used');
    });

    it('is written into no event, and into the books of no context beyond the sending of the mail', async () => {
      const { email } = await somebody();
      const token = tokenIn(await mailTo(email, 'Confirm your address'));
      await until('the mail to be settled', async () => {
        const rows = await stage.tables.rows<{ data: object }>(
          'notifications',
          `SELECT data FROM email_message WHERE recipient = $1 AND template = 'confirm-email' AND status = 'sent'`,
          [`mailto:${email}`],
        );
        return rows.length === 1 && Object.keys(rows[0]!.data).length === 0;
      });
      for (const database of ['identity', 'notifications'] as const) {
        const found = await stage.tables.rows(database, `SELECT 1 FROM outbox o WHERE o::text LIKE $1`, [`%${token}%`]);
        expect(found).toEqual([]);
      }
      const kept = await stage.tables.rows('identity', `SELECT 1 FROM one_time_link l WHERE l::text LIKE $1`, [
        `%${token}%`,
      ]);
      expect(kept).toEqual([]);
    });
  });

  describe('a reset', () => {
    it('sets a new password by mail, ends every session and confirms the address', async () => {
      const { email, idToken, signIn } = await somebody();
      expect((await call('/v1/sign-in/password-reset', { email })).status).toBe(202);
      const token = tokenIn(await mailTo(email, 'Set a new password'));
      const weak = await call('/v1/sign-in/password-reset/complete', { token, newPassword: 'short' });
      expect(weak.body).toMatchObject({ code: 'identity.password_too_weak', field: 'newPassword', rule: 'min_length' });
      const done = await call('/v1/sign-in/password-reset/complete', { token, newPassword: OTHER_PASSWORD });
      expect(done).toMatchObject({ status: 200, body: { email } });
      expect(refusal(await get('/v1/me', idToken))).toEqual({ status: 401, code: 'identity.token_revoked' });
      expect((await signIn(PASSWORD)).status).toBe(401);
      const { status, body } = await signIn(OTHER_PASSWORD);
      expect(status).toBe(200);
      expect((await get('/v1/me', String(body.idToken))).body).toMatchObject({ email, emailVerified: true });
      await mailTo(email, 'Your password was changed');
      const reused = await call('/v1/sign-in/password-reset/complete', { token, newPassword: PASSWORD });
      expect(refusal(reused)).toEqual({ status: 422, code: 'identity.link_used' });
    });

    it('answers alike to an unknown address, and mails nothing', async () => {
      const { email } = await somebody();
      const [known, unknown] = [
        await call('/v1/sign-in/password-reset', { email }),
        await call('/v1/sign-in/password-reset', { email: 'stranger@people.example' }),
      ];
      expect(unknown).toEqual(known);
      await mailTo(email, 'Set a new password');
      expect(await mailsTo('stranger@people.example')).toEqual([]);
    });

    it('is asked for at most five times an hour and account', async () => {
      const { email } = await somebody();
      const statuses: number[] = [];
      for (let asked = 0; asked < 6; asked += 1) {
        const { status } = await postFrom(`127.0.3.${asked + 1}`, `${stage.url}/v1/sign-in/password-reset`, {
          body: { email },
        });
        statuses.push(status);
      }
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    });

    it('comes too late after half an hour', async () => {
      const { email } = await somebody();
      await call('/v1/sign-in/password-reset', { email });
      const token = tokenIn(await mailTo(email, 'Set a new password'));
      await call('/v1/dev/clock', { advanceMs: 1_800_000 });
      const late = await call('/v1/sign-in/password-reset/complete', { token, newPassword: OTHER_PASSWORD });
      expect(refusal(late)).toEqual({ status: 422, code: 'identity.link_expired' });
    });
  });

  describe('a change', () => {
    it('needs the current password, ends every other session and gives a new one', async () => {
      const { idToken, signIn } = await somebody();
      const other = String((await signIn(PASSWORD)).body.idToken);
      const guessed = await call('/v1/me/password', { currentPassword: 'guess', newPassword: OTHER_PASSWORD }, idToken);
      expect(refusal(guessed)).toEqual({ status: 401, code: 'identity.wrong_credentials' });
      const changed = await call(
        '/v1/me/password',
        { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD },
        idToken,
      );
      expect(changed.status).toBe(200);
      for (const ended of [idToken, other]) expect((await get('/v1/me', ended)).status).toBe(401);
      expect((await get('/v1/me', String(changed.body.idToken))).status).toBe(200);
      expect((await signIn(OTHER_PASSWORD)).status).toBe(200);
    });

    it('is refused to who has no password', async () => {
      const idToken = await firebase.withPhone('+351910000777');
      const answer = await call('/v1/me/password', { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }, idToken);
      expect(refusal(answer)).toEqual({ status: 422, code: 'identity.no_password' });
    });
  });
});

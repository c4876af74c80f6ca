import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, readAnswer } from './support/calls.ts';
import { firebaseAt } from './support/firebase.ts';
import { beginWithLine, challengeOf, completeWithLine, consentAtLine, post } from './support/line-sign-in.ts';
import { setStage, type Stage } from './support/stage.ts';

type Me = { userId: string; email: string | null; identities: { provider: string; subject: string }[] };

const TEN_MINUTES_MS = 600_000;

describe('signing in', () => {
  let stage: Stage;
  let firebase: ReturnType<typeof firebaseAt>;

  beforeAll(async () => {
    stage = await setStage({ withAuthEmulator: true });
    firebase = firebaseAt(stage.authUrl!);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const me = async (idToken: string): Promise<Me> => {
    const answer = await readAnswer(
      await fetch(`${stage.url}/v1/me`, { headers: { authorization: `Bearer ${idToken}` } }),
    );
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    return answer.body as Me;
  };
  const refusal = ({ status, body }: Answer) => ({ status, code: body.code });

  describe('with LINE', () => {
    it('takes an app from the code to an account that says line', async () => {
      const signedIn = await completeWithLine(stage.url, await beginWithLine(stage.url));
      expect(signedIn).toMatchObject({ status: 200, body: { displayName: 'Aiko Tanaka' } });
      const idToken = await firebase.withCustomToken(String(signedIn.body.customToken));
      const { identities } = await me(idToken);
      expect(identities).toMatchObject([{ provider: 'line', subject: expect.stringMatching(/^U[0-9a-f]{32}$/) }]);
      const again = await completeWithLine(stage.url, await beginWithLine(stage.url));
      expect(again.body.firebaseUid).toBe(signedIn.body.firebaseUid);
    });

    it('accepts what LINE signs with the secret of the channel', async () => {
      const signedIn = await completeWithLine(stage.url, await beginWithLine(stage.url), { fault: 'hs256' });
      expect(signedIn.status).toBe(200);
    });

    it('takes a browser there and back by a cookie that no script can read', async () => {
      const start = await fetch(`${stage.url}/v1/sign-in/line`, { redirect: 'manual' });
      expect(start.status).toBe(302);
      const cookie = start.headers.get('set-cookie')!;
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      const back = await consentAtLine(start.headers.get('location')!, { person: 'mei' });
      const refused = await readAnswer(await fetch(back));
      expect(refusal(refused)).toEqual({ status: 401, code: 'identity.line_verifier_missing' });
      const answer = await readAnswer(await fetch(back, { headers: { cookie: cookie.split(';')[0]! } }));
      expect(answer).toMatchObject({ status: 200, body: { displayName: 'Mei-Ling Chen' } });
    });

    it('sends a browser on to where it was begun, and nowhere that is not allowed', async () => {
      const refused = await post(`${stage.url}/v1/sign-in/line`, {
        codeChallenge: challengeOf('x'),
        returnUrl: 'https://evil.example/signed-in',
      });
      expect(refusal(refused)).toEqual({ status: 400, code: 'identity.return_url_not_allowed' });
      const returnUrl = `${stage.url}/signed-in`;
      const begun = await beginWithLine(stage.url, { returnUrl });
      const back = await consentAtLine(begun.authorizationUrl, { person: 'haruto' });
      const sentOn = await fetch(back, { redirect: 'manual' });
      const there = new URL(sentOn.headers.get('location')!);
      expect(`${there.origin}${there.pathname}`).toBe(returnUrl);
      const [code, state] = [there.searchParams.get('code'), there.searchParams.get('state')];
      const done = await post(`${stage.url}/v1/sign-in/line/complete`, { code, state, codeVerifier: begun.verifier });
      expect(done).toMatchObject({ status: 200, body: { displayName: 'Haruto Sato' } });
    });

    it.each([
      ['wrong_nonce', 'identity.line_nonce_wrong'],
      ['no_nonce', 'identity.line_nonce_wrong'],
      ['wrong_audience', 'identity.line_audience_wrong'],
      ['wrong_issuer', 'identity.line_issuer_wrong'],
      ['expired', 'identity.line_token_expired'],
      ['from_the_future', 'identity.line_token_too_early'],
      ['no_subject', 'identity.line_token_malformed'],
      ['wrong_signature', 'identity.line_signature_wrong'],
      ['unknown_key', 'identity.line_signature_wrong'],
      ['alg_none', 'identity.line_algorithm_refused'],
      ['hs256_with_public_key', 'identity.line_signature_wrong'],
      ['hs256_with_other_secret', 'identity.line_signature_wrong'],
      ['not_a_token', 'identity.line_token_malformed'],
      ['no_id_token', 'identity.line_token_malformed'],
    ])('refuses an ID token that is %s', async (fault, code) => {
      const answer = await completeWithLine(stage.url, await beginWithLine(stage.url), { fault });
      expect(refusal(answer)).toEqual({ status: 401, code });
    });

    it('says so when LINE is away', async () => {
      const answer = await completeWithLine(stage.url, await beginWithLine(stage.url), { fault: 'server_error' });
      expect(refusal(answer)).toEqual({ status: 503, code: 'identity.line_unavailable' });
    });

    it('refuses a state that nobody began with, one that was used, and one that is too old', async () => {
      const made = await completeWithLine(stage.url, await beginWithLine(stage.url), { changes: { state: 'made-up' } });
      expect(refusal(made)).toEqual({ status: 401, code: 'identity.line_state_unknown' });

      const begun = await beginWithLine(stage.url);
      expect((await completeWithLine(stage.url, begun)).status).toBe(200);
      const reused = await completeWithLine(stage.url, begun);
      expect(refusal(reused)).toEqual({ status: 401, code: 'identity.line_state_used' });

      const old = await beginWithLine(stage.url);
      await post(`${stage.url}/v1/dev/clock`, { advanceMs: TEN_MINUTES_MS });
      expect(refusal(await completeWithLine(stage.url, old))).toEqual({
        status: 401,
        code: 'identity.line_state_expired',
      });
    });

    it('refuses who did not begin, and lets who did begin finish afterwards', async () => {
      const begun = await beginWithLine(stage.url);
      const without = await completeWithLine(stage.url, begun, { changes: { codeVerifier: undefined } });
      expect(refusal(without)).toEqual({ status: 401, code: 'identity.line_verifier_missing' });
      const other = await completeWithLine(stage.url, begun, { changes: { codeVerifier: 'v'.repeat(43) } });
      expect(refusal(other)).toEqual({ status: 401, code: 'identity.line_verifier_wrong' });
      expect((await completeWithLine(stage.url, begun)).status).toBe(200);
    });

    it('refuses the code of another sign-in, and one that was used', async () => {
      const [one, other] = [await beginWithLine(stage.url), await beginWithLine(stage.url)];
      const back = await consentAtLine(one.authorizationUrl);
      const code = back.searchParams.get('code');
      const stolen = await completeWithLine(stage.url, other, { changes: { code } });
      expect(refusal(stolen)).toEqual({ status: 401, code: 'identity.line_code_refused' });
    });

    it('lets one of two who finish at once through', async () => {
      const begun = await beginWithLine(stage.url);
      const answers = await Promise.all([completeWithLine(stage.url, begun), completeWithLine(stage.url, begun)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    });
  });

  it.each([
    ['Google', 'google.com', { sub: 'g-1', email: 'gita@people.example' }],
    ['Apple', 'apple.com', { sub: 'a-1', email: 'anna@people.example' }],
  ])('works with %s', async (_name, provider, person) => {
    const { identities, email } = await me(await firebase.withProvider(provider, person));
    expect({ identities, email }).toMatchObject({
      identities: [{ provider, subject: person.sub }],
      email: person.email,
    });
  });

  it('works with an e-mail address', async () => {
    const person = { email: 'ema@people.example', password: 'blue kettle on the stove' };
    expect((await post(`${stage.url}/v1/sign-up/password`, person)).status).toBe(201);
    const { identities, email } = await me(await firebase.withPassword(person.email, person.password));
    expect({ identities, email }).toMatchObject({ identities: [{ provider: 'password' }], email: person.email });
  });

  it.each([
    ['for another audience', { aud: 'another-project' }, 'identity.token_invalid'],
    ['of another issuer', { iss: 'https://securetoken.google.com/another-project' }, 'identity.token_invalid'],
    [
      'that has expired',
      { exp: 1_700_000_000, iat: 1_699_996_400, auth_time: 1_699_996_400 },
      'identity.token_expired',
    ],
    ['signed by somebody', {}, 'identity.token_invalid'],
  ])('refuses a token of Firebase %s, whichever way it was come by', async (what, changes, code) => {
    const tokens = [
      await firebase.withProvider('google.com', { sub: 'g-2', email: 'gus@people.example' }),
      await firebase.withProvider('apple.com', { sub: 'a-2', email: 'ada@people.example' }),
      await firebase.withPhone('+351910000002'),
    ];
    for (const token of tokens) {
      const [header, payload] = token.split('.');
      const claims = { ...(JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object), ...changes };
      const signature = what === 'signed by somebody' ? 'AAAA' : '';
      const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
      const answer = await readAnswer(
        await fetch(`${stage.url}/v1/me`, { headers: { authorization: `Bearer ${forged}` } }),
      );
      expect(refusal(answer)).toEqual({ status: 401, code });
    }
  });

  it('works with a phone', async () => {
    const { identities } = await me(await firebase.withPhone('+351910000001'));
    expect(identities).toMatchObject([{ provider: 'phone', subject: '+351910000001' }]);
  });
});

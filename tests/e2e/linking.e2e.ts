import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mintEmulatorToken } from '@haat/launcher';
import { type Answer, readAnswer } from './support/calls.ts';
import { firebaseAt } from './support/firebase.ts';
import { beginWithLine, completeWithLine, post } from './support/line-sign-in.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const PASSWORD = 'blue kettle on the stove';

describe('ways to sign in to one account', () => {
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

  const me = async (token: string): Promise<Answer> =>
    readAnswer(await fetch(`${stage.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } }));
  const link = (token: string, idToken: string): Promise<Answer> =>
    post(`${stage.url}/v1/me/identities`, { idToken }, { authorization: `Bearer ${token}` });
  const unlink = async (token: string, provider: string): Promise<Answer> =>
    readAnswer(
      await fetch(`${stage.url}/v1/me/identities/${provider}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
      }),
    );
  const refusal = ({ status, body }: Answer) => ({ status, code: body.code });
  const providersOf = ({ body }: Answer) => (body.identities as { provider: string }[]).map(({ provider }) => provider);

  const withPassword = async () => {
    people += 1;
    const email = `kim.${people}@people.example`;
    const { body } = await post(`${stage.url}/v1/sign-up/password`, { email, password: PASSWORD });
    return { email, userId: body.userId, token: String(body.idToken) };
  };
  const withLine = async (person: string): Promise<string> => {
    const { body } = await completeWithLine(stage.url, await beginWithLine(stage.url), { person });
    return firebase.withCustomToken(String(body.customToken));
  };

  it('are brought together, and each leads to the account', async () => {
    const { userId, token } = await withPassword();
    expect(providersOf(await link(token, await withLine('linker-1')))).toEqual(['password', 'line']);
    const google = { sub: 'g-linker-1', email: 'kim.google@people.example' };
    expect(providersOf(await link(token, await firebase.withProvider('google.com', google)))).toEqual([
      'password',
      'line',
      'google.com',
    ]);
    for (const other of [await withLine('linker-1'), await firebase.withProvider('google.com', google)])
      expect((await me(other)).body.userId).toBe(userId);
  });

  it('may be linked twice, which changes nothing', async () => {
    const { token } = await withPassword();
    const line = await withLine('linker-2');
    const first = await link(token, line);
    expect((await link(token, line)).body).toEqual(first.body);
  });

  it('are not taken from another account', async () => {
    const [one, other] = [await withPassword(), await withPassword()];
    const line = await withLine('linker-3');
    expect((await link(one.token, line)).status).toBe(200);
    expect(refusal(await link(other.token, line))).toEqual({ status: 409, code: 'identity.provider_in_use' });
    expect((await me(line)).body.userId).toBe(one.userId);
  });

  it('move out of an account in which nothing ever happened', async () => {
    const { userId, token } = await withPassword();
    const line = await withLine('mistaken');
    const left = (await me(line)).body.userId;
    expect(left).not.toBe(userId);
    expect(providersOf(await link(token, line))).toEqual(['password', 'line']);
    expect((await me(line)).body.userId).toBe(userId);
  });

  it('do not move out of an account that is in use', async () => {
    const { token } = await withPassword();
    const line = await withLine('shopkeeper');
    const store = { slug: 'shop-of-line', name: 'Shop of LINE', currency: 'EUR', country: 'PT' };
    const applied = await post(`${stage.url}/v1/stores`, store, { authorization: `Bearer ${line}` });
    expect(applied.status).toBeLessThan(300);
    expect(refusal(await link(token, line))).toEqual({ status: 409, code: 'identity.provider_in_use' });
  });

  it('are linked by a token that was made for it just now, and by no other', async () => {
    const { token } = await withPassword();
    expect(refusal(await link(token, 'not a token'))).toEqual({ status: 401, code: 'identity.token_invalid' });
    const [header, payload] = mintEmulatorToken({ uid: 'uid-old' }).split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as { auth_time: number };
    claims.auth_time -= 301;
    const old = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    expect(refusal(await link(token, old)).code).toBe('identity.sign_in_not_recent');
  });

  it('are taken away, and then lead nowhere near the account until they are linked again', async () => {
    const { userId, token } = await withPassword();
    const line = await withLine('linker-4');
    await link(token, line);
    expect(providersOf(await unlink(token, 'line'))).toEqual(['password']);
    const later = await withLine('linker-4');
    expect((await me(later)).body.userId).not.toBe(userId);
    expect(refusal(await unlink(token, 'line'))).toEqual({ status: 422, code: 'identity.provider_not_linked' });
  });

  it('stay away though they carry the address of the account', async () => {
    const person = { sub: 'g-linker-5', email: 'kim.same@people.example' };
    const google = await firebase.withProvider('google.com', person);
    const { userId } = (await me(google)).body;
    const line = await withLine('linker-5');
    await link(google, line);
    expect(providersOf(await unlink(line, 'google.com'))).toEqual(['line']);
    expect(refusal(await me(await firebase.withProvider('google.com', person)))).toEqual({
      status: 403,
      code: 'identity.provider_unlinked',
    });
    expect((await me(line)).body.userId).toBe(userId);
    expect(providersOf(await link(line, await firebase.withProvider('google.com', person)))).toEqual([
      'line',
      'google.com',
    ]);
    expect((await me(await firebase.withProvider('google.com', person))).body.userId).toBe(userId);
  });

  it('are gone after a reset by whom the address really belongs to', async () => {
    const { email, token } = await withPassword();
    const line = await withLine('intruder');
    await link(token, line);
    await post(`${stage.url}/v1/sign-in/password-reset`, { email });
    const mail = await until('the mail', async () => {
      const { items } = (await (await fetch(`${stage.url}/inbox.json?to=${email}`)).json()) as {
        items: { subject: string; text: string }[];
      };
      return items.find(({ subject }) => subject === 'Set a new password');
    });
    const linkToken = /#token=([\w-]+)/.exec(mail.text)![1]!;
    const newPassword = 'green kettle in the shed';
    const reset = await post(`${stage.url}/v1/sign-in/password-reset/complete`, { token: linkToken, newPassword });
    expect(reset.status).toBe(200);
    const mine = await me(await firebase.withPassword(email, newPassword));
    expect(providersOf(mine)).toEqual(['password']);
    expect((await me(await withLine('intruder'))).body.userId).not.toBe(mine.body.userId);
  });

  it('leave the verified address as it is', async () => {
    const first = { sub: 'g-linker-7', email: 'kim.first@people.example' };
    const second = { sub: 'a-linker-7', email: 'kim.second@people.example' };
    const google = await firebase.withProvider('google.com', first);
    await me(google);
    await link(google, await firebase.withProvider('apple.com', second));
    expect((await me(await firebase.withProvider('apple.com', second))).body.email).toBe(first.email);
    expect((await me(await firebase.withProvider('google.com', first))).body.email).toBe(first.email);
  });

  it('leave one behind', async () => {
    const { token } = await withPassword();
    expect(refusal(await unlink(token, 'password'))).toEqual({ status: 422, code: 'identity.last_provider' });
  });
});

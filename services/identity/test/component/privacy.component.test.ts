import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addressDigestOf } from '@haat/service-kit';
import { aBrowser, send } from '../builders/a-browser.ts';
import { emulatorToken, googleClaims, NOW } from '../builders/a-token.ts';
import { anIdentity } from '../builders/an-identity.ts';

const nowS = NOW.getTime() / 1000;
const PHRASE = { confirmation: 'erase my account' };
const tokenOf = (uid: string, secondsAgo = 0) =>
  emulatorToken({ ...googleClaims(uid, `${uid}@example.com`), auth_time: nowS - secondsAgo, iat: nowS - secondsAgo });

describe('what a person may ask about their data', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  let nth = 0;
  beforeAll(async () => {
    identity = await anIdentity({ initialAdmins: ['admin'] });
    await identity.signIn(tokenOf('admin'));
  });
  afterAll(() => identity.drop());
  beforeEach(() => {
    identity.clock.set(NOW);
    Object.assign(identity.others, { openOrders: 0, isAway: false, records: 1 });
  });

  async function somebody() {
    const uid = `somebody-${(nth += 1)}`;
    const token = tokenOf(uid);
    return { uid, token, userId: await identity.signIn(token), headers: { authorization: `Bearer ${token}` } };
  }

  describe('the file of everything', () => {
    it('holds what each context keeps, page after page, and no secret', async () => {
      const { userId, token, headers } = await somebody();
      identity.others.records = 3;
      const browser = aBrowser(identity);
      await browser.signIn(token);
      const answer = await identity.http.inject({ method: 'GET', url: '/v1/me/data', headers });
      expect(answer.headers['content-type']).toContain('application/json');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="haat-my-data-2026-03-01.json"');
      const { contexts } = answer.json<{ contexts: Record<string, { kind: string }[]> }>();
      expect(Object.keys(contexts)).toEqual(['identity', 'stores', 'catalog', 'ordering', 'payments']);
      expect(contexts.ordering).toEqual([0, 1, 2].map((page) => ({ kind: 'ordering', data: { userId, page } })));
      expect(contexts.identity!.map(({ kind }) => kind)).toEqual(['account', 'sign_in', 'session']);
      expect(answer.body).not.toContain(browser.token);
    });

    it('waits until every context can be asked', async () => {
      const { headers } = await somebody();
      identity.others.isAway = true;
      const answer = await send(identity, 'GET', '/v1/me/data', headers);
      expect(answer).toMatchObject({ status: 503, body: { code: 'identity.export_unavailable' } });
    });

    it('has fifty thousand records, and not one more', async () => {
      const { headers } = await somebody();
      identity.others.records = 12_500 - 1;
      expect((await send(identity, 'GET', '/v1/me/data', headers)).status).toBe(200);
      identity.others.records = 12_500;
      const answer = await send(identity, 'GET', '/v1/me/data', headers);
      expect(answer).toMatchObject({ status: 422, body: { code: 'identity.export_too_large' } });
    });
  });

  describe('erasing an account', () => {
    const erase = (headers: Record<string, string>, body: object = PHRASE) =>
      send(identity, 'POST', '/v1/me/erase', headers, body);

    it('is meant: the phrase and a sign-in of the last five minutes', async () => {
      const { headers, uid } = await somebody();
      for (const confirmation of ['', 'yes', 'Erase my account', 'erase my account ']) {
        expect((await erase(headers, { confirmation })).body).toMatchObject({
          code: 'request.invalid',
          field: 'confirmation',
        });
      }
      const late = { authorization: `Bearer ${tokenOf(uid, 301)}` };
      expect(await erase(late)).toMatchObject({ status: 403, body: { code: 'identity.sign_in_not_recent' } });
    });

    it('waits for open orders and for a store that is owned, and for who knows of them', async () => {
      const { headers, userId } = await somebody();
      identity.others.openOrders = 2;
      expect(await erase(headers)).toMatchObject({
        status: 422,
        body: { code: 'identity.orders_open', details: { openOrders: 2 } },
      });
      identity.others.openOrders = 0;
      identity.others.isAway = true;
      expect(await erase(headers)).toMatchObject({ status: 503, body: { code: 'identity.erasure_unavailable' } });
      identity.others.isAway = false;
      const storeId = '01900000-0000-7000-8000-000000000001';
      identity.stores.storeOf(storeId).members.set(userId, 'owner');
      expect(await erase(headers)).toMatchObject({ status: 422, body: { code: 'identity.store_owned' } });
      identity.stores.storeOf(storeId).members.set(userId, 'staff');
      expect((await erase(headers)).status).toBe(200);
    });

    it('keeps the last admin', async () => {
      const answer = await erase({ authorization: `Bearer ${tokenOf('admin')}` });
      expect(answer).toMatchObject({ status: 422, body: { code: 'identity.last_admin' } });
    });

    it('leaves an id and nothing of the person, in rows, sessions, answers and tokens', async () => {
      const { headers, userId, uid, token } = await somebody();
      const browser = aBrowser(identity);
      await browser.signIn(token);
      await identity.call('updateMe', { displayName: 'Telling Name' }, { token, key: `rename-${uid}` });
      const answer = await erase(headers);
      expect(answer).toMatchObject({ status: 200, body: { erasedAt: NOW.toISOString() } });
      expect(answer.cookies[0]).toContain('Max-Age=0');
      for (const table of ['user_account', 'linked_identity', 'web_session', 'idempotency_key', 'one_time_link']) {
        const rows = await identity.database.query(`SELECT to_jsonb(t) FROM ${table} t`);
        expect([table, JSON.stringify(rows).includes(uid), JSON.stringify(rows).includes('Telling')]).toEqual([
          table,
          false,
          false,
        ]);
      }
      expect((await browser.me()).body.code).toBe('identity.session_invalid');
      expect((await send(identity, 'GET', '/v1/me', headers)).body.code).toBe('identity.user_disabled');
      const again = { authorization: `Bearer ${tokenOf(uid)}` };
      expect((await erase(again)).body.code).toBe('identity.user_disabled');
      const told = (await identity.published('accountErased')).filter(({ subject }) => subject === userId);
      expect(told.map(({ data }) => data)).toEqual([
        { userId, erasedAt: NOW.toISOString(), addressDigests: [addressDigestOf(`${uid}@example.com`)] },
      ]);
      const shown = await identity.call('getUser', { userId }, { token: tokenOf('admin') });
      expect(shown).toMatchObject({ email: null, displayName: null, identities: [], roles: [], disabled: true });
    });

    it('is not undone by a token of before, nor by an operator; the address is free for a new account', async () => {
      const { headers, userId, uid } = await somebody();
      await erase(headers);
      await expect(identity.signIn(tokenOf(uid))).rejects.toMatchObject({ code: 'identity.user_disabled' });
      const enabling = identity.call('enableUser', { userId }, { token: tokenOf('admin') });
      await expect(enabling).rejects.toMatchObject({ code: 'identity.account_erased' });
      const rows = await identity.database.query('SELECT email FROM user_account WHERE user_id = $1', [userId]);
      expect(rows).toEqual([{ email: null }]);
      const anew = emulatorToken(googleClaims(`${uid}-anew`, `${uid}@example.com`));
      expect(await identity.signIn(anew)).not.toBe(userId);
    });

    it('happens once, though it is asked for twice at the same moment', async () => {
      const { headers, userId } = await somebody();
      const answers = await Promise.all([erase(headers), erase(headers)]);
      expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 403)).toBe(true);
      const [row] = await identity.database.query<{ erased_at: Date }>(
        'SELECT erased_at FROM user_account WHERE user_id = $1',
        [userId],
      );
      expect(row!.erased_at).toEqual(NOW);
    });
  });
});

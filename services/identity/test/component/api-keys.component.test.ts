import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { send } from '../builders/a-browser.ts';
import { emulatorToken, googleClaims, NOW } from '../builders/a-token.ts';
import { anIdentity, INTERNAL } from '../builders/an-identity.ts';

const tokenOf = (uid: string) => emulatorToken(googleClaims(uid, `${uid}@example.com`));
const storeIdOf = (nth: number) => `01900000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
type Key = { keyId: string; prefix: string; lastUsedAt: string | null; revokedAt: string | null };
type Made = { apiKey: Key & { scopes: string[] }; secret: string };

describe('the API keys of a store', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  let nth = 0;
  let storeId: string;
  let owner: { token: string };
  let ownerId: string;

  beforeAll(async () => {
    identity = await anIdentity({ initialAdmins: ['admin'] });
    owner = { token: tokenOf('owner') };
    ownerId = await identity.signIn(owner.token);
    await identity.signIn(tokenOf('admin'));
  });
  afterAll(() => identity.drop());
  beforeEach(() => {
    identity.clock.set(NOW);
    storeId = storeIdOf((nth += 1));
    identity.stores.storeOf(storeId).members.set(ownerId, 'owner');
  });

  const make = (more: object = {}, who: object = owner) =>
    identity.call<Made>('createApiKey', { storeId, name: 'ERP', scopes: ['catalog:read'], ...more }, who);
  const authenticate = (token: string) =>
    identity.call<{ via: Record<string, unknown> }>('authenticate', { token }, INTERNAL);
  const list = async () => (await identity.call<{ items: Key[] }>('listApiKeys', { storeId }, owner)).items;

  it('are shown once, kept as a digest and told apart by how they begin', async () => {
    const { apiKey, secret } = await make({ scopes: ['stores:read', 'catalog:read', 'catalog:read'] });
    expect(secret).toMatch(/^haat_sk_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ prefix: secret.slice(0, 14), scopes: ['catalog:read', 'stores:read'] });
    const kept = await identity.database.query('SELECT to_jsonb(k) FROM api_key k');
    const answers = await identity.database.query('SELECT to_jsonb(k) FROM idempotency_key k');
    expect(JSON.stringify([kept, answers, await list()])).not.toContain(secret);
  });

  it('are not made twice under one idempotency key, and the secret is not kept for the second answer', async () => {
    const first = await make({}, { ...owner, key: `make-${storeId}` });
    const second = await make({}, { ...owner, key: `make-${storeId}` });
    expect(second).toEqual({ apiKey: first.apiKey, secret: null });
    expect(await list()).toHaveLength(1);
    const answers = await identity.database.query('SELECT to_jsonb(k) FROM idempotency_key k');
    expect(JSON.stringify(answers)).not.toContain(first.secret);
  });

  it('act for their maker in one store, never as an operator', async () => {
    await identity.call('grantRole', { userId: ownerId, role: 'admin' }, { token: tokenOf('admin') });
    const { secret, apiKey } = await make();
    await identity.call('withdrawRole', { userId: ownerId, role: 'admin' }, { token: tokenOf('admin') });
    expect(await authenticate(secret)).toMatchObject({
      userId: ownerId,
      roles: ['buyer'],
      email: null,
      via: { kind: 'api_key', keyId: apiKey.keyId, storeId, scopes: ['catalog:read'], readOnly: false },
    });
  });

  it('open nothing in identity: no account, no session, no key, no file, no erasure', async () => {
    const { secret } = await make({ scopes: ['stores:read', 'catalog:read', 'webhooks:write'] });
    const headers = { authorization: `Bearer ${secret}` };
    const closed = [
      ['GET', '/v1/me'],
      ['GET', '/v1/sessions'],
      ['GET', '/v1/me/data'],
      ['GET', '/v1/users'],
      ['GET', `/v1/stores/${storeId}/api-keys`],
      ['POST', '/v1/sessions/revoke'],
      ['POST', '/v1/sessions'],
      ['POST', '/v1/me/erase'],
      ['POST', `/v1/stores/${storeId}/api-keys`],
    ] as const;
    for (const [method, url] of closed) {
      const answer = await send(identity, method, url, headers, method === 'POST' ? {} : undefined);
      expect([url, answer.status, answer.body.code]).toEqual([url, 403, 'access.not_for_api_keys']);
    }
  });

  it('are made by an owner of that very store', async () => {
    const admin = { token: tokenOf('admin') };
    await expect(make({}, admin)).rejects.toMatchObject({ code: 'identity.api_key_needs_owner', kind: 'forbidden' });
    const manager = { token: tokenOf('manager') };
    identity.stores.storeOf(storeId).members.set(await identity.signIn(manager.token), 'manager');
    await expect(make({}, manager)).rejects.toMatchObject({ code: 'access.forbidden' });
    const stranger = { token: tokenOf('stranger') };
    for (const [name, input] of [
      ['createApiKey', { storeId, name: 'x', scopes: ['catalog:read'] }],
      ['listApiKeys', { storeId }],
      ['revokeApiKey', { storeId, keyId: storeId }],
    ] as const) {
      await expect(identity.call(name, input, stranger)).rejects.toMatchObject({ code: 'stores.store_not_found' });
    }
  });

  it('are refused with a wrong scope, none, or an end in the past', async () => {
    for (const scopes of [[], ['identity:read'], ['payments:write'], ['notifications:read'], ['*'], ['catalog']]) {
      await expect(make({ scopes })).rejects.toMatchObject({ code: 'request.invalid' });
    }
    const past = { code: 'identity.api_key_expiry_past', details: { field: 'expiresAt', rule: 'in_the_future' } };
    await expect(make({ expiresAt: NOW.toISOString() })).rejects.toMatchObject(past);
  });

  it('end at the moment that was named', async () => {
    const { secret } = await make({ expiresAt: new Date(NOW.getTime() + 60_000).toISOString() });
    identity.clock.advance(59_999);
    await expect(authenticate(secret)).resolves.toBeDefined();
    identity.clock.advance(1);
    await expect(authenticate(secret)).rejects.toMatchObject({ code: 'identity.api_key_expired' });
  });

  it('end at once when they are revoked, by any owner; another store finds none', async () => {
    const { secret, apiKey } = await make();
    await authenticate(secret);
    const other = storeIdOf(999);
    identity.stores.storeOf(other).members.set(ownerId, 'owner');
    const elsewhere = identity.call('revokeApiKey', { storeId: other, keyId: apiKey.keyId }, owner);
    await expect(elsewhere).rejects.toMatchObject({ code: 'identity.api_key_not_found' });
    const partner = { token: tokenOf('partner') };
    identity.stores.storeOf(storeId).members.set(await identity.signIn(partner.token), 'owner');
    await identity.call('revokeApiKey', { storeId, keyId: apiKey.keyId }, partner);
    await identity.call('revokeApiKey', { storeId, keyId: apiKey.keyId }, partner);
    await expect(authenticate(secret)).rejects.toMatchObject({ code: 'identity.api_key_revoked' });
    expect((await list())[0]!.revokedAt).toBe(NOW.toISOString());
  });

  it('end with the membership of their maker, and with the maker being disabled', async () => {
    const maker = { token: tokenOf(`maker-${nth}`) };
    const makerId = await identity.signIn(maker.token);
    identity.stores.storeOf(storeId).members.set(makerId, 'owner');
    const { secret } = await make({}, maker);
    identity.stores.storeOf(storeId).members.delete(makerId);
    await expect(authenticate(secret)).rejects.toMatchObject({ code: 'identity.api_key_orphaned' });
    identity.stores.storeOf(storeId).members.set(makerId, 'owner');
    await authenticate(secret);
    await identity.call('disableUser', { userId: makerId, reason: 'x' }, { token: tokenOf('admin') });
    await expect(authenticate(secret)).rejects.toMatchObject({ code: 'identity.user_disabled' });
  });

  it('read on when their store is suspended', async () => {
    const { secret } = await make();
    identity.stores.storeOf(storeId).isSuspended = true;
    expect((await authenticate(secret)).via.readOnly).toBe(true);
  });

  it('note when they were last used, once a minute at most', async () => {
    const { secret } = await make();
    expect((await list())[0]!.lastUsedAt).toBeNull();
    await authenticate(secret);
    expect((await list())[0]!.lastUsedAt).toBe(NOW.toISOString());
    identity.clock.advance(59_000);
    await authenticate(secret);
    expect((await list())[0]!.lastUsedAt).toBe(NOW.toISOString());
    identity.clock.advance(6_000);
    await authenticate(secret);
    expect((await list())[0]!.lastUsedAt).toBe(new Date(NOW.getTime() + 65_000).toISOString());
  });

  it.each(['haat_sk_', 'haat_sk_x', `haat_sk_${'A'.repeat(43)}`, "haat_sk_' OR true --", `haat_sk_${'é'.repeat(43)}`])(
    'are not guessed: %s',
    async (secret) => {
      await expect(authenticate(secret)).rejects.toMatchObject({ code: 'identity.api_key_invalid' });
    },
  );

  it('are fifty at most; one that is over makes room', async () => {
    for (let n = 0; n < 50; n += 1) await make();
    await expect(make()).rejects.toMatchObject({ code: 'identity.too_many_api_keys', details: { limit: 50 } });
    const [newest] = await list();
    await identity.call('revokeApiKey', { storeId, keyId: newest!.keyId }, owner);
    await expect(make()).resolves.toBeDefined();
  });
});

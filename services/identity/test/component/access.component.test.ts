import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emulatorToken, googleClaims, NOW } from '../builders/a-token.ts';
import { anIdentity, INTERNAL } from '../builders/an-identity.ts';

type View = { userId: string; roles: string[]; disabled: boolean; displayName: string };

const NOBODY = '01900000-0000-7000-8000-ffffffffffff';
const tokenOf = (uid: string) => emulatorToken(googleClaims(uid, `${uid}@example.com`));
const admin = { token: tokenOf('admin') };

describe('access of users', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  beforeAll(async () => {
    identity = await anIdentity({ initialAdmins: ['admin'] });
    await identity.signIn(admin.token);
  });
  afterAll(() => identity.drop());

  it('is refused to who has no token or not the role', async () => {
    const buyer = { token: tokenOf('plain') };
    const userId = await identity.signIn(buyer.token);
    await expect(identity.call('me', {})).rejects.toMatchObject({ kind: 'unauthenticated' });
    for (const name of [
      'grantRole',
      'withdrawRole',
      'disableUser',
      'enableUser',
      'getUser',
      'listUsers',
      'revokeSessions',
    ]) {
      await expect(identity.call(name, { userId, role: 'admin' }, buyer)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(identity.call('contactsOf', { userIds: [userId] }, buyer)).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('changes at once when a role is given or taken, and others are told', async () => {
    const token = tokenOf('worker');
    const userId = await identity.signIn(token);
    const rolesNow = async () => (await identity.call<View>('authenticate', { token }, INTERNAL)).roles;
    await identity.call('grantRole', { userId, role: 'seller' }, admin);
    expect(await rolesNow()).toEqual(['buyer', 'seller']);
    await identity.call('withdrawRole', { userId, role: 'seller' }, admin);
    expect(await rolesNow()).toEqual(['buyer']);
    const told = (await identity.published('accessChanged')).filter(({ subject }) => subject === userId);
    expect(told.map(({ data }) => data)).toEqual([
      { userId, roles: ['buyer', 'seller'], disabled: false },
      { userId, roles: ['buyer'], disabled: false },
    ]);
  });

  it('ends at once for a disabled user and comes back', async () => {
    const token = tokenOf('spammer');
    const userId = await identity.signIn(token);
    await identity.call('disableUser', { userId: userId.toUpperCase(), reason: 'spam' }, admin);
    const disabled = { code: 'identity.user_disabled' };
    await expect(identity.call('me', {}, { token })).rejects.toMatchObject(disabled);
    await identity.call('enableUser', { userId }, admin);
    await expect(identity.call('me', {}, { token })).resolves.toMatchObject({ disabled: false });
  });

  it('ends at once for the sessions that a user signs out, not for later ones', async () => {
    const token = tokenOf('leaver');
    await identity.signIn(token);
    await identity.call('revokeMySessions', {}, { token });
    await expect(identity.call('me', {}, { token })).rejects.toMatchObject({ code: 'identity.token_revoked' });
    identity.clock.advance(10_000);
    const again = emulatorToken({
      ...googleClaims('leaver', 'leaver@example.com'),
      auth_time: NOW.getTime() / 1000 + 9,
    });
    await expect(identity.call('me', {}, { token: again })).resolves.toMatchObject({ email: 'leaver@example.com' });
    identity.clock.set(NOW);
  });

  it('keeps the last admin', async () => {
    const { userId } = await identity.call<View>('me', {}, admin);
    const lastAdmin = { code: 'identity.last_admin', kind: 'rule_broken' };
    await expect(identity.call('withdrawRole', { userId, role: 'admin' }, admin)).rejects.toMatchObject(lastAdmin);
    await expect(identity.call('disableUser', { userId, reason: 'x' }, admin)).rejects.toMatchObject(lastAdmin);
  });

  it('keeps one of two admins who withdraw each other at the same moment', async () => {
    const second = { token: tokenOf('second-admin') };
    const secondId = await identity.signIn(second.token);
    const { userId: firstId } = await identity.call<View>('me', {}, admin);
    await identity.call('grantRole', { userId: secondId, role: 'admin' }, admin);
    const results = await Promise.allSettled([
      identity.call('withdrawRole', { userId: firstId, role: 'admin' }, second),
      identity.call('withdrawRole', { userId: secondId, role: 'admin' }, admin),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [winner, loser] = results[0]!.status === 'fulfilled' ? [second, firstId] : [admin, secondId];
    await identity.call('grantRole', { userId: loser, role: 'admin' }, winner);
    await identity.call('withdrawRole', { userId: secondId, role: 'admin' }, admin);
  });

  it('is told apart: an unknown user, a wrong role, an unknown field value', async () => {
    const notFound = { code: 'identity.user_not_found', kind: 'not_found' };
    for (const name of ['grantRole', 'withdrawRole', 'getUser', 'enableUser', 'revokeSessions']) {
      await expect(identity.call(name, { userId: NOBODY, role: 'seller' }, admin)).rejects.toMatchObject(notFound);
    }
    await expect(identity.call('disableUser', { userId: NOBODY, reason: 'x' }, admin)).rejects.toMatchObject(notFound);
    await expect(identity.call('getUser', { userId: 'x' }, admin)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(identity.call('listUsers', { cursor: 'x' }, admin)).rejects.toMatchObject({ kind: 'invalid' });
    const naught = { displayName: 'a\u0000b' };
    await expect(identity.call('updateMe', naught, admin)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('answers a repeated key as before, and refuses it for another request', async () => {
    const keyed = { ...admin, key: 'rename-1' };
    await identity.call('updateMe', { displayName: 'One' }, keyed);
    await identity.call('updateMe', { displayName: 'Two' }, admin);
    const repeated = await identity.invoked('updateMe', { displayName: 'One' }, keyed);
    expect(repeated).toMatchObject({ replayed: true, output: { displayName: 'One' } });
    expect(await identity.call('me', {}, admin)).toMatchObject({ displayName: 'Two' });
    const reused = { code: 'idempotency.key_reused' };
    await expect(identity.call('updateMe', { displayName: 'Three' }, keyed)).rejects.toMatchObject(reused);
  });

  it('lists users newest first in pages that neither skip nor repeat', async () => {
    for (let i = 0; i < 5; i += 1) await identity.signIn(tokenOf(`listed-${i}`));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await identity.call<{ items: View[]; nextCursor: string | null }>(
        'listUsers',
        { limit: 2, cursor },
        admin,
      );
      seen.push(...page.items.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen.length).toBeGreaterThan(5);
  });

  it('makes the owners of an approved store sellers, at once and only once', async () => {
    const token = tokenOf('owner');
    const userId = await identity.signIn(token);
    const store = { storeId: NOBODY, name: 'S', slug: 's', currency: 'BRL', ownerIds: [userId, NOBODY] };
    await identity.receive('storeChanged', { ...store, status: 'applied' });
    expect((await identity.call<View>('me', {}, { token })).roles).toEqual(['buyer']);
    await identity.receive('storeChanged', { ...store, status: 'approved' });
    await identity.receive('storeChanged', { ...store, status: 'approved' });
    expect((await identity.call<View>('authenticate', { token }, INTERNAL)).roles).toEqual(['buyer', 'seller']);
    const told = (await identity.published('accessChanged')).filter(({ subject }) => subject === userId);
    expect(told).toHaveLength(1);
  });
});

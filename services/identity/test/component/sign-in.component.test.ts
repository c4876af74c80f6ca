import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { emulatorToken, googleClaims, NOW, passwordClaims } from '../builders/a-token.ts';
import { anIdentity, INTERNAL } from '../builders/an-identity.ts';

type Me = { userId: string; emailVerified: boolean; roles: string[]; identities: { provider: string }[] };

describe('signing in', () => {
  let identity: Awaited<ReturnType<typeof anIdentity>>;
  beforeAll(async () => {
    identity = await anIdentity({ initialAdmins: ['root-uid', 'boss@example.com'] });
  });
  afterAll(() => identity.drop());

  it('creates the account at the first sign-in and says so once', async () => {
    const token = emulatorToken(googleClaims('first', 'first@example.com'));
    const userId = await identity.signIn(token);
    expect(await identity.signIn(token)).toBe(userId);
    const me = await identity.call<Me>('me', {}, { token });
    expect(me).toMatchObject({ userId, roles: ['buyer'], emailVerified: true, email: 'first@example.com' });
    const registered = (await identity.published('userRegistered')).filter(({ subject }) => subject === userId);
    expect(registered).toHaveLength(1);
  });

  it('makes one user of 20 concurrent first sign-ins of one account', async () => {
    const tokens = Array.from({ length: 20 }, (_, i) =>
      emulatorToken({ ...googleClaims('crowd', 'crowd@example.com'), exp: NOW.getTime() / 1000 + 100 + i }),
    );
    const userIds = await Promise.all(tokens.map(identity.signIn));
    expect(new Set(userIds).size).toBe(1);
    const registered = (await identity.published('userRegistered')).filter(({ subject }) => subject === userIds[0]);
    expect(registered).toHaveLength(1);
  });

  it('makes one user of two Firebase accounts that verified one address, even at the same moment', async () => {
    const google = emulatorToken(googleClaims('two-a', 'two@example.com'));
    const other = emulatorToken({
      ...googleClaims('two-b', 'two@example.com'),
      firebase: { sign_in_provider: 'apple.com', identities: { 'apple.com': ['a-two'] } },
    });
    const [left, right] = await Promise.all([identity.signIn(google), identity.signIn(other)]);
    expect(left).toBe(right);
    const me = await identity.call<Me>('me', {}, { token: google });
    expect(me.identities.map(({ provider }) => provider).sort()).toEqual(['apple.com', 'google.com']);
  });

  it('never joins accounts by an address that one of them has not verified', async () => {
    const squatter = await identity.signIn(emulatorToken(passwordClaims('squat', 'victim@example.com')));
    const victim = await identity.signIn(emulatorToken(googleClaims('victim', 'victim@example.com')));
    const second = await identity.signIn(emulatorToken(passwordClaims('squat-2', 'victim@example.com')));
    expect(new Set([squatter, victim, second]).size).toBe(3);
    const found = await identity.call('findUserByEmail', { email: 'victim@example.com' }, INTERNAL);
    expect(found).toEqual({ userId: victim });
  });

  it('adds a provider that was linked to the same Firebase account', async () => {
    const before = await identity.signIn(emulatorToken(googleClaims('linker', 'linker@example.com')));
    const token = emulatorToken({
      ...googleClaims('linker', 'linker@example.com'),
      phone_number: '+4915112345',
      firebase: { sign_in_provider: 'phone', identities: { 'google.com': ['g-linker'], phone: ['+4915112345'] } },
    });
    expect(await identity.signIn(token)).toBe(before);
    expect((await identity.call<Me>('me', {}, { token })).identities).toHaveLength(2);
  });

  it('lets an address be verified later', async () => {
    const userId = await identity.signIn(emulatorToken(passwordClaims('later', 'later@example.com')));
    const token = emulatorToken(passwordClaims('later', 'later@example.com', true));
    expect(await identity.signIn(token)).toBe(userId);
    expect(await identity.call<Me>('me', {}, { token })).toMatchObject({ emailVerified: true });
  });

  it('makes the named ones admins, an address only once it is verified', async () => {
    const rolesOf = async (token: string) => (await identity.call<Me>('authenticate', { token }, INTERNAL)).roles;
    expect(await rolesOf(emulatorToken(passwordClaims('root-uid', 'root@example.com')))).toContain('admin');
    expect(await rolesOf(emulatorToken(passwordClaims('impostor', 'boss@example.com')))).toEqual(['buyer']);
    expect(await rolesOf(emulatorToken(googleClaims('boss', 'boss@example.com')))).toContain('admin');
  });

  it('answers known tokens without a database round trip for five seconds', async () => {
    const token = emulatorToken(googleClaims('busy', 'busy@example.com'));
    const userId = await identity.signIn(token);
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    for (let i = 0; i < 10; i += 1) expect(await identity.signIn(token)).toBe(userId);
    expect(statements).not.toHaveBeenCalled();
    identity.clock.advance(5_000);
    expect(await identity.signIn(token)).toBe(userId);
    expect(statements).toHaveBeenCalledTimes(1);
    statements.mockRestore();
    identity.clock.set(NOW);
  });

  it.each(['', 'x', '...', 'e30.e30.', '\u0000.\u0000.'])('refuses the token %j', async (token) => {
    await expect(identity.call('authenticate', { token }, INTERNAL)).rejects.toMatchObject({
      code: 'identity.token_invalid',
      kind: 'unauthenticated',
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  assertSessionStands,
  disable,
  grantRole,
  isInitialAdmin,
  knowsAlready,
  register,
  revokeSessions,
  signIn,
  withdrawRole,
  type VerifiedToken,
} from '../../src/domain/index.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T13:00:00Z');

const token = (changes: Partial<VerifiedToken> = {}): VerifiedToken => ({
  firebaseUid: 'uid-1',
  email: 'ana@example.com',
  emailVerified: true,
  phoneNumber: null,
  displayName: 'Ana',
  identities: [{ provider: 'google.com', subject: 'g-1' }],
  signedInWith: 'google.com',
  issuedAt: NOW,
  authenticatedAt: NOW,
  expiresAt: LATER,
  ...changes,
});
const ana = register('user-1', token(), NOW);
const signedIn = (changes: Partial<VerifiedToken>, addressIsFree = true) =>
  signIn(ana, token(changes), { now: LATER, addressIsFree });

describe('a user', () => {
  it('begins as a buyer with the identity used', () => {
    expect(ana.roles).toEqual(['buyer']);
    expect(ana.identities).toEqual([{ provider: 'google.com', subject: 'g-1', firebaseUid: 'uid-1', linkedAt: NOW }]);
  });

  it('gains a provider by signing in with it, once', () => {
    const phone = { identities: [{ provider: 'phone', subject: '+49' }], phoneNumber: '+49' } as const;
    expect(knowsAlready(ana, token(phone))).toBe(false);
    const linked = signedIn(phone);
    expect(linked.identities.map(({ provider }) => provider)).toEqual(['google.com', 'phone']);
    expect(linked.phoneNumber).toBe('+49');
    expect(knowsAlready(linked, token(phone))).toBe(true);
  });

  it('does not lose a verified address to an unverified claim or to an address that is taken', () => {
    expect(signedIn({ email: 'else@example.com', emailVerified: false }).email).toBe('ana@example.com');
    expect(signedIn({ email: 'else@example.com' }, false).email).toBe('ana@example.com');
    expect(signedIn({ email: 'else@example.com' }).email).toBe('else@example.com');
  });

  it('keeps the name chosen here', () => {
    expect(signedIn({ displayName: 'Other' }).displayName).toBe('Ana');
  });

  it('is signed out by a revocation, up to and including the second of it', () => {
    const revoked = revokeSessions(ana, NOW);
    const error = expect.objectContaining({ code: 'identity.token_revoked', kind: 'unauthenticated' });
    expect(() => assertSessionStands(revoked, { authenticatedAt: NOW })).toThrow(error as never);
    expect(() => assertSessionStands(revoked, { authenticatedAt: LATER })).not.toThrow();
  });

  it('never has a revocation moved back', () => {
    expect(revokeSessions(revokeSessions(ana, LATER), NOW).revokedBefore).toBe(LATER);
  });

  it('cannot be withdrawn or disabled as the last admin', () => {
    const admin = grantRole(ana, 'admin');
    const lastAdmin = expect.objectContaining({ code: 'identity.last_admin' });
    expect(() => withdrawRole(admin, 'admin', ['user-1'])).toThrow(lastAdmin as never);
    expect(() => disable(admin, 'spam', ['user-1'])).toThrow(lastAdmin as never);
    expect(withdrawRole(admin, 'admin', ['user-1', 'user-2']).roles).toEqual(['buyer']);
    expect(withdrawRole(admin, 'buyer', ['user-1']).roles).toEqual(['admin']);
  });

  it('is a first admin by uid or by a verified address only', () => {
    const claimed = register('user-2', token({ emailVerified: false }), NOW);
    expect(isInitialAdmin(ana, 'uid-1', ['Ana@Example.com'])).toBe(true);
    expect(isInitialAdmin(claimed, 'uid-1', ['ana@example.com'])).toBe(false);
    expect(isInitialAdmin(claimed, 'uid-1', ['uid-1'])).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  assertGoodPassword,
  assertStillLinked,
  identitiesToUnlink,
  lineSubjectOf,
  lineUid,
  type LineAuthorization,
  type OneTimeLink,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  register,
  useAuthorization,
  useLink,
  type VerifiedToken,
} from '../../src/domain/index.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const code = (what: string) => expect.objectContaining({ code: what });

describe('a password', () => {
  const check =
    (password: string, email: string | null = 'ana@example.com') =>
    () =>
      assertGoodPassword(password, { field: 'password', email });
  const broken = (rule: string) =>
    expect.objectContaining({ code: 'identity.password_too_weak', details: { field: 'password', rule } });
  const sentence =
    'quiet rivers turn old mill wheels while nine herons wait for the evening train to pass the bridge by the sea, twice a day ok';

  it('has its least and its greatest length, in characters and not in code units', () => {
    const least = 'kettle💧blu';
    expect([...least]).toHaveLength(PASSWORD_MIN_LENGTH);
    expect(check(least)).not.toThrow();
    expect(check([...least].slice(1).join(''))).toThrow(broken('min_length'));
    const most = sentence.padEnd(PASSWORD_MAX_LENGTH, '.,').slice(0, PASSWORD_MAX_LENGTH);
    expect(check(most)).not.toThrow();
    expect(check(`${most}x`)).toThrow(broken('max_length'));
  });

  it('is neither monotonous, nor the address, nor what is tried first', () => {
    expect(check('abababababab')).toThrow(broken('varied'));
    expect(check('Xana-the-great-1')).toThrow(broken('not_the_address'));
    expect(check('Xana-the-great-1', null)).not.toThrow();
    for (const common of ['password123!', 'Qwertyuiop1', '1234567890', 'WelcomeHaat2026', 'iloveyou1234!'])
      expect(check(common)).toThrow(broken('not_common'));
  });
});

describe('a sign-in with LINE that was begun', () => {
  const begun: LineAuthorization = {
    stateDigest: 's',
    nonceDigest: 'n',
    codeChallenge: 'mine',
    returnUrl: null,
    expiresAt: later(600_000),
    usedAt: null,
  };
  const use =
    (pending: LineAuthorization | null, challenge: string | null, now = NOW) =>
    () =>
      useAuthorization(pending, { challenge, now });

  it('is used up by who began, until the last millisecond', () => {
    expect(useAuthorization(begun, { challenge: 'mine', now: later(599_999) }).usedAt).toEqual(later(599_999));
    expect(use(begun, 'mine', later(600_000))).toThrow(code('identity.line_state_expired'));
  });

  it('is not there for anybody else', () => {
    expect(use(null, 'mine')).toThrow(code('identity.line_state_unknown'));
    expect(use(begun, null)).toThrow(code('identity.line_verifier_missing'));
    expect(use(begun, 'theirs')).toThrow(code('identity.line_verifier_wrong'));
    expect(use({ ...begun, usedAt: NOW }, 'mine')).toThrow(code('identity.line_state_used'));
  });
});

describe('a link in a mail', () => {
  const link: OneTimeLink = {
    tokenDigest: 't',
    linkId: 'l',
    purpose: 'confirm-email',
    firebaseUid: 'u',
    email: 'a@b.example',
    expiresAt: later(1000),
    usedAt: null,
  };
  const use =
    (found: OneTimeLink | null, now = NOW) =>
    () =>
      useLink(found, { purpose: 'confirm-email', now });

  it('works once, in time, for its purpose', () => {
    expect(useLink(link, { purpose: 'confirm-email', now: later(999) }).usedAt).toEqual(later(999));
    expect(use(link, later(1000))).toThrow(code('identity.link_expired'));
    expect(use({ ...link, usedAt: NOW })).toThrow(code('identity.link_used'));
    expect(use({ ...link, purpose: 'reset-password' })).toThrow(code('identity.link_invalid'));
    expect(use(null)).toThrow(code('identity.link_invalid'));
  });
});

describe('ways to sign in', () => {
  const token: VerifiedToken = {
    firebaseUid: 'uid-1',
    email: null,
    emailVerified: false,
    phoneNumber: null,
    displayName: null,
    identities: [
      { provider: 'google.com', subject: 'g-1' },
      { provider: 'phone', subject: '+1' },
    ],
    signedInWith: 'google.com',
    issuedAt: NOW,
    authenticatedAt: NOW,
    expiresAt: later(1000),
  };
  const user = register('user-1', token, NOW);

  it('leave one behind', () => {
    expect(identitiesToUnlink(user, { provider: 'phone', subject: null })).toHaveLength(1);
    const alone = { ...user, identities: user.identities.slice(0, 1) };
    expect(() => identitiesToUnlink(alone, { provider: 'google.com', subject: null })).toThrow(
      code('identity.last_provider'),
    );
    expect(() => identitiesToUnlink(user, { provider: 'phone', subject: '+2' })).toThrow(
      code('identity.provider_not_linked'),
    );
  });

  it('that were taken away are neither joined again nor let in', () => {
    const [google, phone] = token.identities;
    expect(assertStillLinked(token, [])).toBe(token);
    expect(assertStillLinked(token, [phone!]).identities).toEqual([google]);
    expect(() => assertStillLinked(token, [google!])).toThrow(code('identity.provider_unlinked'));
  });

  it('by LINE are known by the uid, which only we can choose', () => {
    expect(lineSubjectOf(lineUid('U1'))).toBe('U1');
    expect(lineSubjectOf('line:')).toBeNull();
    expect(lineSubjectOf('outline:U1')).toBeNull();
  });
});

import { DomainError } from '@haat/domain';

export type LinkPurpose = 'confirm-email' | 'reset-password';

/** How long a link in a mail works: an address may be confirmed tomorrow, a password is reset at once. */
export const LINK_TTL_MS: Readonly<Record<LinkPurpose, number>> = {
  'confirm-email': 86_400_000,
  'reset-password': 1_800_000,
};

/** A link in a mail. Its token is kept as a digest only: who reads our books can open nothing. */
export type OneTimeLink = {
  readonly tokenDigest: string;
  readonly linkId: string;
  readonly purpose: LinkPurpose;
  readonly firebaseUid: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

export class LinkInvalid extends DomainError {
  constructor() {
    super('identity.link_invalid', 'invalid', 'This link is not one of ours.', { field: 'token', rule: 'from_a_mail' });
  }
}

export class LinkUsed extends DomainError {
  constructor() {
    const details = { field: 'token', rule: 'used_once' };
    super('identity.link_used', 'rule_broken', 'This link was used before, or a newer one was sent.', details);
  }
}

export class LinkExpired extends DomainError {
  constructor() {
    const details = { field: 'token', rule: 'not_expired' };
    super('identity.link_expired', 'rule_broken', 'This link has expired; ask for a new one.', details);
  }
}

/** Uses a link up. A link of another purpose is none. */
export function useLink(link: OneTimeLink | null, wanted: { purpose: LinkPurpose; now: Date }): OneTimeLink {
  if (link === null || link.purpose !== wanted.purpose) throw new LinkInvalid();
  if (link.usedAt !== null) throw new LinkUsed();
  if (link.expiresAt <= wanted.now) throw new LinkExpired();
  return { ...link, usedAt: wanted.now };
}

import { serviceIntent, type Clock, type Ids } from '@haat/domain';
import { LINK_TTL_MS, type LinkPurpose } from '../../domain/index.ts';
import type { AccountMail, LinkPages } from '../ports/account-mail.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type LinkDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly mail: AccountMail;
  readonly pages: LinkPages;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
};

export type SendLink = (
  purpose: LinkPurpose,
  account: { readonly firebaseUid: string; readonly email: string },
) => Promise<void>;

/** Links are remembered for a while after they expired, so that an old one is told apart from a made-up one. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Mails a link with a fresh token. Its digest is committed first, then the mail is handed over: if the process dies in
 * between there is a link that nobody has, and whoever waits for the mail asks again.
 */
export const sendLink =
  ({ unitOfWork, mail, pages, secrets, clock, ids }: LinkDeps): SendLink =>
  async (purpose, { firebaseUid, email }) => {
    const [token, linkId, now] = [secrets.make(), ids.next(), clock.now()];
    const expiresAt = new Date(now.getTime() + LINK_TTL_MS[purpose]);
    const link = { tokenDigest: secrets.digest(token), linkId, purpose, firebaseUid, email, expiresAt, usedAt: null };
    await unitOfWork.run(serviceIntent('identity'), async ({ links }) => {
      await links.add(link, now);
      await links.forget(new Date(now.getTime() - KEPT_MS));
    });
    const page = purpose === 'confirm-email' ? pages.confirmEmail : pages.resetPassword;
    const data = { url: `${page}#token=${token}`, expiresAt: expiresAt.toISOString() };
    await mail.send({ causeId: linkId, to: email, template: purpose, data });
  };

import { serviceIntent, type Clock } from '@haat/domain';
import { type LinkPurpose, type OneTimeLink, useLink } from '../../domain/index.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type UseLinkDeps = { readonly unitOfWork: UnitOfWork; readonly secrets: Secrets; readonly clock: Clock };

/**
 * Uses a link up and does what it is for. The link is used up first, so that of two who hold it one gets through; when
 * what it is for fails, it works again.
 */
export async function withLink<Result>(
  { unitOfWork, secrets, clock }: UseLinkDeps,
  { token, purpose }: { readonly token: string; readonly purpose: LinkPurpose },
  work: (link: OneTimeLink) => Promise<Result>,
): Promise<Result> {
  const tokenDigest = secrets.digest(token);
  const intent = serviceIntent('identity');
  const link = await unitOfWork.run(intent, ({ links }) =>
    links.update(tokenDigest, (found) => useLink(found, { purpose, now: clock.now() })),
  );
  try {
    return await work(link);
  } catch (error) {
    await unitOfWork.run(intent, ({ links }) => links.restore(tokenDigest));
    throw error;
  }
}

import { serviceIntent, type Clock } from '@haat/domain';
import { LINE_AUTHORIZATION_TTL_MS, LineOff, ReturnUrlNotAllowed } from '../../domain/index.ts';
import type { AttemptLimiter } from '../ports/attempt-limiter.ts';
import type { LineIssuer } from '../ports/line-issuer.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** What was begun can still be told apart from what never was for a day after it has expired. */
const KEPT_MS = 86_400_000;

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly line: LineIssuer | null;
  readonly limiter: AttemptLimiter;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Addresses to which browsers may be sent on; all else would let anybody send people of ours anywhere. */
  readonly returnUrls: readonly string[];
};

export type Begun = { readonly authorizationUrl: string; readonly state: string; readonly expiresAt: Date };

/** Begins a sign-in with LINE for whoever holds the verifier behind `codeChallenge`. */
export const startLineSignIn =
  ({ unitOfWork, line, limiter, secrets, clock, returnUrls }: Deps) =>
  async (
    input: { readonly codeChallenge: string; readonly returnUrl: string | null },
    from: string,
  ): Promise<Begun> => {
    const { codeChallenge, returnUrl } = input;
    if (line === null) throw new LineOff();
    if (returnUrl !== null && !returnUrls.includes(returnUrl)) throw new ReturnUrlNotAllowed();
    await limiter.take([{ name: 'startByAddress', of: from }]);
    const [state, nonce] = [secrets.make(), secrets.make()];
    const authorizationUrl = await line.authorizationUrl({ state, nonce, codeChallenge });
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + LINE_AUTHORIZATION_TTL_MS);
    await unitOfWork.run(serviceIntent('identity'), async ({ lineAuthorizations }) => {
      const digests = { stateDigest: secrets.digest(state), nonceDigest: secrets.digest(nonce) };
      await lineAuthorizations.add({ ...digests, codeChallenge, returnUrl, expiresAt, usedAt: null });
      await lineAuthorizations.forget(new Date(now.getTime() - KEPT_MS));
    });
    return { authorizationUrl, state, expiresAt };
  };

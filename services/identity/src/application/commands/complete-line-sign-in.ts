import { serviceIntent, type Clock } from '@haat/domain';
import { LineNonceWrong, LineOff, lineUid, useAuthorization } from '../../domain/index.ts';
import type { CustomTokenMinter } from '../ports/custom-token-minter.ts';
import type { LineIssuer } from '../ports/line-issuer.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly line: LineIssuer | null;
  readonly tokens: CustomTokenMinter;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

type Shown = { readonly code: string; readonly state: string; readonly codeVerifier: string | null };

export type LineSignIn = {
  readonly customToken: string;
  readonly firebaseUid: string;
  readonly displayName: string | null;
};

/**
 * Finishes a sign-in with LINE. The callback, a browser and an app all come here. The state is used up before LINE is
 * asked, so that of two who finish at once one is refused, and a code that LINE refuses is not tried again.
 */
export const completeLineSignIn =
  ({ unitOfWork, line, tokens, secrets, clock }: Deps) =>
  async ({ code, state, codeVerifier }: Shown): Promise<LineSignIn> => {
    if (line === null) throw new LineOff();
    const challenge = codeVerifier === null ? null : secrets.digest(codeVerifier);
    const begun = await unitOfWork.run(serviceIntent('identity'), ({ lineAuthorizations }) =>
      lineAuthorizations.update(secrets.digest(state), (pending) =>
        useAuthorization(pending, { challenge, now: clock.now() }),
      ),
    );
    const { subject, nonce, displayName } = await line.redeem({ code, codeVerifier: codeVerifier ?? '' });
    if (nonce === null || secrets.digest(nonce) !== begun.nonceDigest) throw new LineNonceWrong();
    const firebaseUid = lineUid(subject);
    const claims = displayName === null ? {} : { name: displayName };
    return { customToken: await tokens.mint({ uid: firebaseUid, claims }), firebaseUid, displayName };
  };

import type { LineAuthorizations } from '../ports/line-authorizations.ts';
import type { Secrets } from '../ports/secrets.ts';

type Deps = { readonly lineAuthorizations: Pick<LineAuthorizations, 'findReturnUrl'>; readonly secrets: Secrets };

/** Where a browser that comes back from LINE is sent on to; null where the sign-in said nothing of it. */
export const lineReturnUrl =
  ({ lineAuthorizations, secrets }: Deps) =>
  (state: string): Promise<string | null> =>
    lineAuthorizations.findReturnUrl(secrets.digest(state));

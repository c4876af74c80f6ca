import type { Procedure } from './calls.ts';
import { schemaOf } from './sample-input.ts';

export const CALLERS = [
  'nobody',
  'guest',
  'stranger',
  'member of another store',
  'owner of another store',
  'wrong role',
] as const;
export type CallerKind = (typeof CALLERS)[number];

/** How a call must end: refused in this way, or free to be made. */
export type Verdict = { readonly status: number; readonly code: RegExp } | 'free';

const SIGN_IN: Verdict = { status: 401, code: /^access\.sign_in_required$/ };
const FORBIDDEN: Verdict = { status: 403, code: /^access\.forbidden$/ };
const NO_STORE: Verdict = { status: 404, code: /^stores\.store_not_found$/ };
const HIDDEN: Verdict = { status: 404, code: /^[a-z]+\.[a-z_]+_not_found$/ };

/** They name a thing of others, but what they change is the caller's own list; what is not on it need not be hidden. */
const ABOUT_OWN_LIST = new Set(['removeFromWishlist']);

/** A procedure that names nothing of somebody else's is about the caller's own things. */
export const isAboutAThing = (procedure: Procedure): boolean =>
  !ABOUT_OWN_LIST.has(procedure.name) &&
  Object.keys(schemaOf(procedure).properties ?? {}).some((field) => field.endsWith('Id') || field === 'guestToken');

/** What a contract's declaration of access means for one kind of caller. */
export function verdictOf(procedure: Procedure, caller: CallerKind): Verdict {
  const { access } = procedure.definition;
  const isSignedIn = caller !== 'nobody' && caller !== 'guest';
  const hidden = isAboutAThing(procedure) ? HIDDEN : 'free';
  switch (access.kind) {
    case 'public':
      return 'free';
    case 'internal':
      return FORBIDDEN;
    case 'admin':
      return isSignedIn ? FORBIDDEN : SIGN_IN;
    case 'user':
      return isSignedIn ? hidden : SIGN_IN;
    case 'guest':
      return caller === 'nobody' ? SIGN_IN : hidden;
    case 'party':
      return caller === 'wrong role' ? 'free' : HIDDEN;
    case 'store':
      if (!isSignedIn) return SIGN_IN;
      return caller === 'wrong role' ? FORBIDDEN : NO_STORE;
  }
}

import { z } from 'zod';
import { mutation, query } from './contract.ts';
import { file, instant, nothing } from './shared.ts';

/** What somebody must write to show that the erasure is meant. */
export const ERASURE_PHRASE = 'erase my account';

/** What a person may ask of us about their own data. */
export const privacyProcedures = {
  exportMyData: query({
    summary: 'Give me everything the marketplace keeps of me, as one JSON file',
    access: 'user',
    input: nothing(),
    output: file(),
    errors: ['identity.export_unavailable', 'identity.export_too_large'],
    rest: { method: 'GET', path: '/v1/me/data', produces: 'application/json' },
  }),
  eraseMyAccount: mutation({
    summary: 'Erase my account for good: what is personal is replaced everywhere, the books stay whole',
    access: 'user',
    input: z.object({ confirmation: z.literal(ERASURE_PHRASE) }),
    output: z.object({ erasedAt: instant() }),
    errors: [
      'identity.sign_in_not_recent',
      'identity.orders_open',
      'identity.store_owned',
      'identity.last_admin',
      'identity.erasure_unavailable',
    ],
    rest: { method: 'POST', path: '/v1/me/erase' },
  }),
};

import { z } from 'zod';
import { query } from './contract.ts';
import { personalDataOf } from './personal-data.ts';
import { id } from './shared.ts';

/** What ordering answers about a person who wants to know, or to go. */
export const orderingPrivacyProcedures = {
  personalDataOf: personalDataOf(),
  openOrdersOf: query({
    summary: 'Count the orders of a person that are not at their end, with returns and disputes that wait',
    access: 'internal',
    input: z.object({ userId: id() }),
    output: z.object({ openOrders: z.int() }),
  }),
};

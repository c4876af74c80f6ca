import { z } from 'zod';
import { everybodyAndMembers, query } from './contract.ts';
import { id, LIMITS } from './shared.ts';
import { store } from './stores-schemas.ts';

/** Reads of many at once, for whoever puts pages together. */
export const storesBatchProcedures = {
  storesByIds: query({
    summary: 'Show many stores at once, by the rules of showing one; what is unknown or hidden is left out',
    access: everybodyAndMembers,
    input: z.object({ storeIds: z.array(id()).min(1).max(LIMITS.pageSize) }),
    output: z.object({ items: z.array(store()) }),
    rest: { method: 'POST', path: '/v1/stores/lookup' },
  }),
};

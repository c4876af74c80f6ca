import { z } from 'zod';
import { everybodyAndMembers, query } from './contract.ts';
import { id, LIMITS } from './shared.ts';
import { product } from './catalog-schemas.ts';

/** Reads of many at once, for whoever puts pages together. */
export const catalogBatchProcedures = {
  productsByIds: query({
    summary: 'Show many products at once, by the rules of showing one; what is unknown or hidden is left out',
    access: everybodyAndMembers,
    input: z.object({ productIds: z.array(id()).min(1).max(LIMITS.pageSize) }),
    output: z.object({ items: z.array(product()) }),
    rest: { method: 'POST', path: '/v1/products/lookup' },
  }),
};

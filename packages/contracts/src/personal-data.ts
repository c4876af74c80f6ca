import { z } from 'zod';
import { query } from './contract.ts';
import { id, opaque } from './shared.ts';

/** How many records a context gives in one page. */
export const PERSONAL_DATA_PAGE = 500;

/** Declares how a context tells what it keeps of a person; every context that keeps anything has the same. */
export const personalDataOf = () =>
  query({
    summary: "Give everything this context keeps of a person, in pages, for the person's own copy",
    access: 'internal',
    input: z.object({ userId: id(), cursor: opaque(500).optional() }),
    output: z.object({
      records: z.array(z.object({ kind: z.string(), data: z.record(z.string(), z.unknown()) })),
      nextCursor: z.string().nullable(),
    }),
  });

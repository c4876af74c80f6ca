import { expect } from '@jest/globals';

/** What a refused call looks like: the code, and where a field is to blame, which. */
export const refusal = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field === undefined ? {} : { details: expect.objectContaining({ field }) }) });

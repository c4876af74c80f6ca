import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { protect, unprotect } from '../src/infrastructure/csv/formulas.ts';

describe('cells that a spreadsheet would run', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''@x"])('%j is shown instead', (cell) => {
    expect(protect(cell)).toBe(`'${cell}`);
  });

  it.each(['', 'Shirt', "'quoted'", "it's", 'a=b'])('%j is left alone', (cell) => {
    expect(protect(cell)).toBe(cell);
  });

  it('come back as they went', () => {
    const character = fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '1', '＝', ' ');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 8 }), (cell) => unprotect(protect(cell)) === cell),
      { numRuns: 2000 },
    );
  });
});

import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePlain, encodePlain } from '../../src/index.ts';

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bigint', '$date', '$plain')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

it('gives back what was stored, whatever keys a user made up', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(decodePlain(JSON.parse(encodePlain(value)))).toEqual(value);
    }),
  );
});

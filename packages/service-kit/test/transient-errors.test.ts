import { DomainError } from '@haat/domain';
import { describe, expect, it } from '@jest/globals';
import { isOutage, isTransient } from '../src/messaging/transient-errors.ts';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('what is tried again for ever', () => {
  it.each(['57P01', '57P03', '08006', '53300', '40001', '40P01', 'ECONNREFUSED', 'ECONNRESET'])('%s', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
    expect(isTransient(new Error('wrapped', { cause: withCode(code) }))).toBe(true);
  });

  it('an answer of the driver that the connection is gone', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it('a domain error that says unavailable, which is no outage for the other events', () => {
    const busy = new DomainError('stores.unavailable', 'unavailable', 'Try again later.');
    expect([isTransient(busy), isOutage(busy)]).toEqual([true, false]);
  });
});

it.each([
  withCode('23505'),
  withCode('22P02'),
  new TypeError('x is undefined'),
  new DomainError('a.b', 'conflict', 'No.'),
  'text',
  null,
])('takes %s for lasting', (error) => expect(isTransient(error)).toBe(false));

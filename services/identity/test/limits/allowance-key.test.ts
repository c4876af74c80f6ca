import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../src/infrastructure/limits/attempt-limiter.ts';

describe('the key of an allowance', () => {
  it('is one for all addresses of an IPv6 customer', () => {
    const keys = ['2001:db8:1:2::1', '2001:DB8:1:2:ffff::9', '2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::'].map(
      keyOf,
    );
    expect(new Set(keys)).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(keyOf('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(keyOf('::1')).toBe('0:0:0:0::/64');
    expect(keyOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });

  it('is the address or account itself otherwise', () => {
    expect(keyOf('192.0.2.7')).toBe('192.0.2.7');
    expect(keyOf('::ffff:192.0.2.7')).toBe('::ffff:192.0.2.7');
    expect(keyOf('a-digest')).toBe('a-digest');
    expect(keyOf('x'.repeat(1000))).toHaveLength(200);
  });
});

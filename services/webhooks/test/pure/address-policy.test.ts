import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress } from '../../src/infrastructure/http/address-policy.ts';

const octet = () => fc.integer({ min: 0, max: 255 });
const group = () => fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

/** Networks of IPv4 that are nobody's business, by the octets they begin with. */
const PRIVATE_V4: Readonly<Record<string, (string | [number, number])[]>> = {
  'this network': ['0'],
  private: ['10'],
  'carrier-grade NAT': ['100', [64, 127]],
  loopback: ['127'],
  'link-local, with metadata': ['169', '254'],
  'private, class B': ['172', [16, 31]],
  'protocol assignments': ['192', '0', '0'],
  documentation: ['192', '0', '2'],
  'private, class C': ['192', '168'],
  benchmarks: ['198', [18, 19]],
  multicast: [[224, 239]],
  reserved: [[240, 255]],
};

const PRIVATE_V6 = ['fc', 'fd', 'fe8', 'feb', 'fec', 'ff0', 'ff1'];

describe('a public address', () => {
  it.each(Object.entries(PRIVATE_V4))('is none of %s, plain or in IPv6 clothes', (_name, begin) => {
    const parts = [0, 1, 2, 3].map((place) => {
      const part = begin[place];
      if (part === undefined) return octet();
      return typeof part === 'string' ? fc.constant(Number(part)) : fc.integer({ min: part[0], max: part[1] });
    });
    fc.assert(
      fc.property(fc.tuple(...parts), (octets) => {
        const v4 = octets.join('.');
        const [a, b, c, d] = octets as [number, number, number, number];
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const guises = [v4, `::ffff:${v4}`, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`];
        expect(guises.filter(isPublicAddress)).toEqual([]);
      }),
    );
  });

  it('is none of the local networks of IPv6', () => {
    const begin = fc.constantFrom(...PRIVATE_V6);
    fc.assert(
      fc.property(begin, fc.array(group(), { minLength: 7, maxLength: 7 }), (first, rest) => {
        expect(isPublicAddress(`${first.padEnd(4, '0')}:${rest.join(':')}`)).toBe(false);
      }),
    );
  });

  it.each(['::', '::1', '100::1', '2001:db8::1', '2001::1', '5f00::1', '168.63.129.16', 'no address', '', '1.2.3'])(
    'is not %s',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '100.63.0.1',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
  ])('is %s', (address) => expect(isPublicAddress(address)).toBe(true));
});

import { describe, expect, it } from '@jest/globals';
import { upstreamPath } from '../src/routing/upstream-path.ts';

/** The rows for `path_handling: v0` of Kong's documentation, and the edges between them. */
describe('upstreamPath', () => {
  it.each([
    { servicePath: '/s', stripPath: false, matched: '/fv0', request: '/fv0req', expected: '/s/fv0req' },
    { servicePath: '/s', stripPath: true, matched: '/tv0', request: '/tv0req', expected: '/s/req' },
    { servicePath: '/s/', stripPath: true, matched: '/tv0/', request: '/tv0/req', expected: '/s/req' },
    { servicePath: '/s/', stripPath: true, matched: '/tv0', request: '/tv0/req', expected: '/s/req' },
    { servicePath: '/s/', stripPath: false, matched: '/fv0/', request: '/fv0/req', expected: '/s/fv0/req' },
    { servicePath: '/s', stripPath: true, matched: '/t', request: '/t', expected: '/s' },
    { servicePath: '/s/', stripPath: true, matched: '/t', request: '/t', expected: '/s' },
    { servicePath: '/s', stripPath: true, matched: '/t/', request: '/t/', expected: '/s/' },
    { servicePath: '/', stripPath: true, matched: '/t', request: '/t', expected: '/' },
    { servicePath: '/', stripPath: false, matched: '/t', request: '/t', expected: '/t' },
    { servicePath: '/', stripPath: true, matched: '/', request: '/', expected: '/' },
  ])(
    '$servicePath + $request (matched $matched, strip $stripPath) is $expected',
    ({ request, expected, ...rewrite }) => {
      expect(upstreamPath(request, rewrite)).toBe(expected);
    },
  );
});

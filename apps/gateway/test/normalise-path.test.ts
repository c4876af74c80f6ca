import { describe, expect, it } from '@jest/globals';
import { normalisePath } from '../src/routing/normalise-path.ts';
import { parseRequestTarget } from '../src/routing/request-target.ts';

describe('normalisePath', () => {
  it.each([
    ['/', '/'],
    ['/v1/orders', '/v1/orders'],
    ['/a//b///c', '/a/b/c'],
    ['/a/./b', '/a/b'],
    ['/a/b/..', '/a/'],
    ['/a/b/.', '/a/b/'],
    ['/a/../b', '/b'],
    ['/a/%2e%2e/b', '/b'],
    ['/a/%2E/b', '/a/b'],
    ['/%61%7e%2d', '/a~-'],
    ['/a%2fb', '/a%2Fb'],
    ['/a%252e', '/a%252e'],
    ['/a\\..\\b', '/a%5C..%5Cb'],
    ['/...', '/...'],
    ['/.well-known/x', '/.well-known/x'],
  ])('%s becomes %s', (path, expected) => expect(normalisePath(path)).toBe(expected));

  it.each(['', 'a', '*', '/..', '/a/../..', '/%2e%2e', '/%', '/%a', '/%zz', '/%00', '/a%00b'])(
    '%s is refused',
    (path) => {
      expect(normalisePath(path)).toBeUndefined();
    },
  );

  it('changes nothing the second time', () => {
    for (const path of ['/a//%2e/b%2f%41', '/x/%252e%252e/y', '/a/..//b/.']) {
      const once = normalisePath(path) ?? '';
      expect(normalisePath(once)).toBe(once);
    }
  });
});

describe('parseRequestTarget', () => {
  it.each([
    ['/a?b=c?d', { path: '/a', query: '?b=c?d' }],
    ['/a#b?c', { path: '/a', query: '' }],
    ['/a?b#c', { path: '/a', query: '?b' }],
    ['/a?b=/../c', { path: '/a', query: '?b=/../c' }],
    ['http://h', { path: '/', query: '' }],
    ['http://h?x', { path: '/', query: '?x' }],
    ['HTTPS://u:p@h:1/a//b', { path: '/a/b', query: '' }],
    ['//h/a', { path: '/h/a', query: '' }],
  ])('reads %s', (url, expected) => expect(parseRequestTarget(url)).toEqual(expected));

  it.each(['*', 'h:443', 'ftp://h/a', 'javascript:1'])('refuses %s', (url) =>
    expect(parseRequestTarget(url)).toBeUndefined(),
  );
});

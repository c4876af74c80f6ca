import { describe, expect, it } from '@jest/globals';
import { parseKongFile } from '../src/index.ts';
import { RouteTable } from '../src/routing/route-table.ts';

/** Each line is one route; its name is what `find` answers. */
function table(routes: string): (method: string, path: string) => string | undefined {
  const [service] = parseKongFile(
    'x.yml',
    `_format_version: "3.0"\nservices: [{name: s, url: "http://s", routes: [${routes}]}]`,
  ).services;
  const found = new RouteTable((service?.routes ?? []).map((route) => ({ route, target: route.name })));
  return (method, path) => found.find(method, path)?.target;
}

describe('RouteTable', () => {
  it('prefers the longest prefix, whatever the order of the file', () => {
    const find = table('{name: short, paths: [/a]}, {name: long, paths: [/a/b/c]}, {name: middle, paths: [/a/b]}');
    expect(['/a/b/c/d', '/a/b/x', '/ax', '/b'].map((path) => find('GET', path))).toEqual([
      'long',
      'middle',
      'short',
      undefined,
    ]);
  });

  it('prefers a regular expression to a longer prefix', () => {
    const find = table('{name: prefix, paths: [/a/long/prefix]}, {name: pattern, paths: ["~/a/l"]}');
    expect(find('GET', '/a/long/prefix')).toBe('pattern');
  });

  it('prefers the regular expression of higher priority', () => {
    const find = table('{name: low, paths: ["~/a/[^/]+/longer"]}, {name: high, paths: ["~/a"], regex_priority: 1}');
    expect(find('GET', '/a/b/longer')).toBe('high');
  });

  it('anchors a regular expression at the start only, alternatives included', () => {
    const find = table('{name: pattern, paths: ["~/a|/b"]}');
    expect(['/a/x', '/b', '/x/b'].map((path) => find('GET', path))).toEqual(['pattern', 'pattern', undefined]);
  });

  it('prefers a route that names the method', () => {
    const find = table('{name: any, paths: [/a/b]}, {name: post, paths: [/a], methods: [POST]}');
    expect([find('POST', '/a/b'), find('GET', '/a/b')]).toEqual(['post', 'any']);
  });
});

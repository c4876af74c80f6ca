import { describe, expect, it } from '@jest/globals';
import { mergeKongConfigs } from '../src/config/load-kong-config.ts';
import { parseKongFile } from '../src/config/parse-kong-file.ts';

const head = '_format_version: "3.0"\n';

function problemsOf(text: string): string {
  try {
    parseKongFile('x.yml', text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const service = (fields: string, route = '{name: r, paths: [/a]}') =>
  `${head}services: [{name: s, ${fields}, routes: [${route}]}]`;

describe('parseKongFile', () => {
  it.each([
    {
      title: 'an unknown plugin',
      text: `${head}plugins: [{name: jwt}]`,
      expected: /x\.yml: plugins\[0\]\.name: unknown plugin "jwt"; known are/,
    },
    {
      title: 'an unknown plugin of a route',
      text: service('url: "http://a"', '{name: r, paths: [/a], plugins: [{name: acl}]}'),
      expected: /services\[0\]\.routes\[0\]\.plugins\[0\]\.name: unknown plugin "acl"/,
    },
    {
      title: 'an unknown field of a plugin',
      text: `${head}plugins: [{name: cors, config: {origin: "*"}}]`,
      expected: /plugins\[0\]\.config: unknown field "origin"/,
    },
    {
      title: 'an unknown field of a route',
      text: service('url: "http://a"', '{name: r, paths: [/a], hosts: [b]}'),
      expected: /services\[0\]\.routes\[0\]: unknown field "hosts"/,
    },
    {
      title: 'an unknown field at the top',
      text: `${head}consumers: []`,
      expected: /the file: unknown field "consumers"/,
    },
    { title: 'another version', text: '_format_version: 3.0', expected: /_format_version: must be the string "3\.0"/ },
    {
      title: 'a policy that needs Redis',
      text: `${head}plugins: [{name: rate-limiting, config: {minute: 1, policy: redis}}]`,
      expected: /plugins\[0\]\.config\.policy: only the policy "local"/,
    },
    {
      title: 'a limit without a window',
      text: `${head}plugins: [{name: rate-limiting}]`,
      expected: /plugins\[0\]\.config: at least one of second/,
    },
    {
      title: 'a limit by an unnamed header',
      text: `${head}plugins: [{name: rate-limiting, config: {minute: 1, limit_by: header}}]`,
      expected: /header_name: limit_by "header" needs header_name/,
    },
    {
      title: 'a zero limit',
      text: `${head}plugins: [{name: rate-limiting, config: {minute: 0}}]`,
      expected: /plugins\[0\]\.config\.minute/,
    },
    {
      title: 'a pattern that does not compile',
      text: service('url: "http://a"', '{name: r, paths: ["~/a("]}'),
      expected: /paths\[0\]: is not a regular expression/,
    },
    {
      title: 'a path without a slash',
      text: service('url: "http://a"', '{name: r, paths: [a]}'),
      expected: /paths\[0\]: starts with/,
    },
    { title: 'neither url nor host', text: service('retries: 1'), expected: /services\[0\]: needs either url or host/ },
    { title: 'url and port', text: service('url: "http://a", port: 1'), expected: /services\[0\]: url already says/ },
    { title: 'a url of another protocol', text: service('url: "ftp://a"'), expected: /services\[0\]\.url/ },
    { title: 'broken YAML', text: '{', expected: /x\.yml: / },
    {
      title: 'an origin that is no pattern',
      text: `${head}plugins: [{name: cors, config: {origins: ["https://("]}}]`,
      expected: /plugins\[0\]\.config\.origins\[0\]: /,
    },
    { title: 'no YAML object', text: 'hello', expected: /x\.yml: the file: / },
  ])('names the place of $title', ({ text, expected }) => expect(problemsOf(text)).toMatch(expected));

  it('lists every problem at once', () => {
    expect(problemsOf(`${head}plugins: [{name: a}, {name: b}]`).match(/unknown plugin/g)).toHaveLength(2);
  });

  it('fills in the defaults of Kong', () => {
    const [parsed] = parseKongFile('x.yml', service('url: "http://a"')).services;
    expect(parsed).toMatchObject({
      connect_timeout: 60_000,
      read_timeout: 60_000,
      retries: 5,
      routes: [{ strip_path: true, preserve_host: false }],
    });
  });
});

describe('mergeKongConfigs', () => {
  const parse = (text: string) => parseKongFile('x.yml', head + text);

  it('adds services and lets a later global plugin replace an earlier one', () => {
    const merged = mergeKongConfigs([
      parse(
        'plugins: [{name: rate-limiting, config: {minute: 1}}, {name: cors}]\nservices: [{name: a, url: "http://a"}]',
      ),
      parse('plugins: [{name: rate-limiting, config: {minute: 9}}]\nservices: [{name: b, url: "http://b"}]'),
    ]);
    expect(merged.services.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(merged.plugins.map(({ name }) => name)).toEqual(['rate-limiting', 'cors']);
    expect(merged.plugins[0]?.config).toMatchObject({ minute: 9 });
  });

  it('refuses a service, a route or a plugin of one scope that is declared twice', () => {
    const twice = parse('services: [{name: a, url: "http://a", routes: [{name: r, paths: [/r]}]}]');
    expect(() => mergeKongConfigs([twice, twice])).toThrow(/service "a" is declared[^]*route "r" is declared/);
    expect(() => mergeKongConfigs([parse('plugins: [{name: cors}, {name: cors}]')])).toThrow(/global plugin "cors"/);
  });
});

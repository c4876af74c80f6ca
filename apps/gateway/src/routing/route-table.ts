import type { KongRoute } from '../config/kong-config.ts';

export type RouteMatch<Target> = { readonly target: Target; readonly route: KongRoute; readonly matched: string };

type Entry<Target> = {
  readonly target: Target;
  readonly route: KongRoute;
  readonly methods: ReadonlySet<string> | undefined;
  readonly prefix: string;
  readonly pattern: RegExp | undefined;
};

/**
 * Finds the route of a request in Kong's order: routes that also name methods first, then regular expressions by
 * priority, then prefixes, longest first. A prefix is a plain one: `/v1/me` also matches `/v1/merchants`, as in Kong.
 */
export class RouteTable<Target> {
  readonly #entries: readonly Entry<Target>[];

  constructor(routes: readonly { readonly route: KongRoute; readonly target: Target }[]) {
    this.#entries = routes
      .flatMap(({ route, target }) => route.paths.map((path) => toEntry(route, path, target)))
      .toSorted(byPrecedence);
  }

  find(method: string, path: string): RouteMatch<Target> | undefined {
    for (const { target, route, methods, prefix, pattern } of this.#entries) {
      if (methods !== undefined && !methods.has(method)) continue;
      if (pattern === undefined) {
        if (path.startsWith(prefix)) return { target, route, matched: prefix };
      } else {
        const match = pattern.exec(path);
        if (match !== null) return { target, route, matched: match[0] };
      }
    }
    return undefined;
  }
}

function toEntry<Target>(route: KongRoute, path: string, target: Target): Entry<Target> {
  const isPattern = path.startsWith('~');
  return {
    target,
    route,
    methods: route.methods === undefined ? undefined : new Set(route.methods),
    prefix: isPattern ? path.slice(1) : path,
    // Kong anchors an expression at the start of the path and leaves its end open.
    pattern: isPattern ? new RegExp(`^(?:${path.slice(1)})`) : undefined,
  };
}

function byPrecedence(a: Entry<unknown>, b: Entry<unknown>): number {
  return (
    Number(b.methods !== undefined) - Number(a.methods !== undefined) ||
    Number(b.pattern !== undefined) - Number(a.pattern !== undefined) ||
    (a.pattern === undefined ? 0 : b.route.regex_priority - a.route.regex_priority) ||
    b.prefix.length - a.prefix.length
  );
}

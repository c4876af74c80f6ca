import type { AnyService } from './service.ts';

/** The methods that are offered at an address; none where there is nothing. */
export type OfferedMethods = (path: string) => readonly string[];

/** Reads from a service's contract what an address offers, so that a wrong method is told from a wrong address. */
export function offeredMethodsOf({ contract }: Pick<AnyService, 'contract'>): OfferedMethods {
  const routes = Object.values(contract.procedures).flatMap(({ rest, access }) =>
    rest === null || access.kind === 'internal' ? [] : [{ method: rest.method, pattern: patternOf(rest.path) }],
  );
  return (path) => {
    const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method as string);
    return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
  };
}

/** Paths of the contracts hold letters, digits, dashes, slashes and fields in braces only. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Paths without any of these are already in their normal form; that is nearly every request. */
const needsWork = /[%\\]|\/\.|\/\//;
const badEscape = /%(?![0-9A-Fa-f]{2})|%00/;
const unreserved = /[A-Za-z0-9._~-]/;

/**
 * Brings a path into the one form that is both matched and sent on, so that a service never sees another path than the
 * one whose route and limits were applied. Follows Kong and the nginx below it: unreserved characters are decoded,
 * slashes merged, dot segments removed; a NUL, a broken escape or a way above the root is refused (nothing is returned).
 * An encoded slash stays encoded: it is data, not structure.
 */
export function normalisePath(path: string): string | undefined {
  if (path.charCodeAt(0) !== 47) return undefined;
  if (!needsWork.test(path)) return path;
  if (badEscape.test(path)) return undefined;
  const decoded = path.replaceAll('\\', '%5C').replace(/%[0-9A-Fa-f]{2}/g, decodeUnreserved);
  return removeDotSegments(decoded.replace(/\/{2,}/g, '/'));
}

function decodeUnreserved(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return unreserved.test(character) ? character : escape.toUpperCase();
}

function removeDotSegments(path: string): string | undefined {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    if (segment === '..' && kept.pop() === undefined) return undefined;
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}

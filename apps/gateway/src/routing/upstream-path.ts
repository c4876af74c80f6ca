/** `matched` is the part of the request's path that the route matched. */
export type PathRewrite = { readonly servicePath: string; readonly stripPath: boolean; readonly matched: string };

/** The path a service sees, joined as Kong's `path_handling: v0` (its default) does: never a doubled or missing slash. */
export function upstreamPath(requestPath: string, { servicePath, stripPath, matched }: PathRewrite): string {
  const base = servicePath.endsWith('/') ? servicePath.slice(0, -1) : servicePath;
  if (!stripPath) return base + requestPath;
  const rest = requestPath.slice(matched.length);
  if (rest !== '') return rest.startsWith('/') ? base + rest : `${base}/${rest}`;
  const endsWithSlash = requestPath.length > 1 && requestPath.endsWith('/');
  return base === '' || endsWithSlash ? `${base}/` : base;
}

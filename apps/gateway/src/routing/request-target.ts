import { normalisePath } from './normalise-path.ts';

/** What a request asks for. `query` keeps its question mark, or is empty. */
export type RequestTarget = { readonly path: string; readonly query: string };

const absoluteForm = /^https?:\/\/[^/?#]*/i;

/**
 * Reads the request line's target. A proxy must accept the absolute form (RFC 9112, 3.2.2); its authority is dropped,
 * because routes are chosen by path alone and it must never choose the machine that is called.
 * Answers nothing when the target cannot be routed safely.
 */
export function parseRequestTarget(url: string): RequestTarget | undefined {
  const origin = url.charCodeAt(0) === 47 ? url : url.replace(absoluteForm, '');
  const withoutFragment = cut(origin, '#');
  const question = withoutFragment.indexOf('?');
  const rawPath = question === -1 ? withoutFragment : withoutFragment.slice(0, question);
  const path = normalisePath(rawPath === '' && origin !== url ? '/' : rawPath);
  return path === undefined ? undefined : { path, query: question === -1 ? '' : withoutFragment.slice(question) };
}

function cut(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

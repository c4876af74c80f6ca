import type { SearchPosition, SearchSort } from '../../application/ports/search-index.ts';
import { CursorInvalid } from './cursor.ts';

const PATTERN = /^search_([a-z_]+):(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients; worth something only under the sort in which it was made. */
export const encodeSearchCursor = (sort: SearchSort, position: SearchPosition | null): string | null =>
  position === null ? null : Buffer.from(`search_${sort}:${position.key}:${position.id}`).toString('base64url');

export function decodeSearchCursor(sort: SearchSort, cursor: string | undefined): SearchPosition | null {
  if (cursor === undefined) return null;
  const [, madeIn, key, id] = PATTERN.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (id === undefined || madeIn !== sort || !Number.isFinite(Number(key))) throw new CursorInvalid();
  return { key: Number(key), id };
}

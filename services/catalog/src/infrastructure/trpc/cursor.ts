import { DomainError } from '@haat/domain';
import type { Position } from '../../application/ports/catalog-reader.ts';

/** A cursor is worth something only in the list, and under the sort, in which it was made. */
export type CursorScope =
  | 'newest'
  | 'price_asc'
  | 'price_desc'
  | 'rating'
  | 'store'
  | 'reviews'
  | 'deleted'
  | 'wishlist'
  | 'imports'
  | 'refusals';

const PATTERN = /^([a-z_]+):(\d{1,16})?:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const KEYED: ReadonlySet<CursorScope> = new Set<CursorScope>(['price_asc', 'price_desc', 'rating', 'refusals']);

export class CursorInvalid extends DomainError {
  constructor() {
    super('catalog.cursor_invalid', 'invalid', 'The cursor does not belong to this list; begin at the first page.', {
      field: 'cursor',
      rule: 'from_page_before',
    });
  }
}

/** Opaque to clients: the scope, what the last item was sorted by, and its id. */
export const encodeCursor = (scope: CursorScope, position: Position | null): string | null =>
  position === null ? null : Buffer.from(`${scope}:${position.key ?? ''}:${position.id}`).toString('base64url');

export function decodeCursor(scope: CursorScope, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const match = PATTERN.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, madeIn, key, id] = match ?? [];
  if (id === undefined || madeIn !== scope || (key !== undefined) !== KEYED.has(scope)) throw new CursorInvalid();
  return { key: key === undefined ? null : BigInt(key), id };
}

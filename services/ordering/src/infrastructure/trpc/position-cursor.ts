import { CursorInvalid } from '../../domain/index.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lists that are sorted by id alone: the position is the last item's. */
export const toIdCursor = (position: string | null): string | null =>
  position === null ? null : Buffer.from(position).toString('base64url');

/** @throws CursorInvalid for anything that is not ours */
export function fromIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!ID.test(position)) throw new CursorInvalid();
  return position;
}

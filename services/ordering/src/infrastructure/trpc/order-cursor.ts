import { z } from 'zod';
import type { PagePosition } from '../../application/ports/order-reader.ts';
import { CursorInvalid } from '../../domain/index.ts';

const position = z.tuple([z.iso.datetime(), z.guid()]);

export const toCursor = ({ placedAt, orderId }: PagePosition): string =>
  Buffer.from(JSON.stringify([placedAt.toISOString(), orderId])).toString('base64url');

/** @throws CursorInvalid for anything that is not ours, since a client may send any text */
export function fromCursor(cursor: string | undefined): PagePosition | null {
  if (cursor === undefined) return null;
  const parsed = position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new CursorInvalid();
  const [placedAt, orderId] = parsed.data;
  return { placedAt: new Date(placedAt), orderId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

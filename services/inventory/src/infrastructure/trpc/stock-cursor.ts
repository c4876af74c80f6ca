import { DomainError } from '@haat/domain';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class CursorInvalid extends DomainError {
  constructor() {
    super('inventory.cursor_invalid', 'invalid', 'The cursor is not one of ours; begin at the first page.', {
      field: 'cursor',
      rule: 'from_page_before',
    });
  }
}

/** Opaque to clients: the last variant of a page. */
export const encodeCursor = (variantId: string | null): string | null =>
  variantId === null ? null : Buffer.from(variantId).toString('base64url');

export function decodeCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const variantId = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!UUID.test(variantId)) throw new CursorInvalid();
  return variantId;
}

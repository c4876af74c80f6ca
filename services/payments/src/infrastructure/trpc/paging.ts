import { DomainError } from '@haat/domain';
import type { PageOf, PageRequest } from '../../application/ports/wallet-reader.ts';

export class InvalidCursor extends DomainError {
  constructor() {
    super('payments.cursor_invalid', 'invalid', 'The cursor is not one that a page was answered with.', {
      field: 'cursor',
      rule: 'from_previous_page',
    });
  }
}

/** What positions look like: the id of the last item, or the number of the last entry. */
export const BY_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const BY_ENTRY = /^[1-9]\d{0,17}$/;

type Paging = { readonly limit: number; readonly cursor?: string | undefined };

export function pageRequest({ limit, cursor }: Paging, form: RegExp): PageRequest {
  if (cursor === undefined) return { limit, before: null };
  const before = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!form.test(before)) throw new InvalidCursor();
  return { limit, before };
}

export const toPage = <Item, Wire>({ items, next }: PageOf<Item>, toWire: (item: Item) => Wire) => ({
  items: items.map(toWire),
  nextCursor: next === null ? null : Buffer.from(next).toString('base64url'),
});

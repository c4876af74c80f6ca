import { LIMITS } from '@haat/contracts';
import { DomainError } from '@haat/domain';

export type Edge = { readonly node: unknown; readonly cursor: string };
export type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };
type Fetch = (limit: number, cursor: string | undefined) => Promise<Page>;

/** Where within a page an edge stands: contexts give a cursor for the end of a page only. */
const WITHIN = /^p(\d{1,3})\.([\w-]{0,500})$/;

export class CursorInvalid extends DomainError {
  constructor() {
    super('graphql.cursor_invalid', 'invalid', 'The cursor does not come from this connection.', {
      field: 'after',
      rule: 'from_a_page',
    });
  }
}

export class PageSizeInvalid extends DomainError {
  constructor() {
    super('graphql.page_size_invalid', 'invalid', `first is from 1 to ${LIMITS.pageSize}.`, {
      field: 'first',
      rule: 'page_size',
    });
  }
}

/** Names the place after so many items of the page that began at a cursor of the context. */
export const cursorAfter = (startedAt: string | undefined, count: number): string => `p${count}.${startedAt ?? ''}`;

/**
 * A page from the context's cursor, or from within a page: then that page is read again up to its limit, and what was
 * seen of it is left out. Nothing is ever skipped by counting beyond one page.
 */
export async function pageFrom(fetch: Fetch, first: number, after: string | undefined) {
  if (first < 1 || first > LIMITS.pageSize) throw new PageSizeInvalid();
  const within = after === undefined ? null : WITHIN.exec(after);
  if (within === null) return { ...(await fetch(first, after)), startedAt: after, skipped: 0 };
  const skipped = Number(within[1]);
  const startedAt = within[2] === '' ? undefined : within[2];
  if (skipped < 1 || skipped > LIMITS.pageSize) throw new CursorInvalid();
  // At the end of the longest page there would be nothing left of it to show, so one more of the same size is asked for.
  if (skipped === LIMITS.pageSize) {
    const whole = await fetch(skipped, startedAt);
    if (whole.nextCursor === null) return { items: [], nextCursor: null, startedAt, skipped };
    return { ...(await fetch(first, whole.nextCursor)), startedAt: whole.nextCursor, skipped: 0 };
  }
  const page = await fetch(Math.min(first + skipped, LIMITS.pageSize), startedAt);
  return { items: page.items.slice(skipped), nextCursor: page.nextCursor, startedAt, skipped };
}

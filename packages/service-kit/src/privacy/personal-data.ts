import { DomainError } from '@haat/domain';
import type { Sql } from '../database/database.ts';

/**
 * One kind of what a context keeps of people. The statement gets the principal (`user:<id>`) as $1, the position after
 * which to go on or null as $2, the number of rows as $3, and gives `position` (text) and `data` (jsonb), in the order of
 * positions. What opens something, such as a token, has no place in it.
 */
export type PersonalDataSource = { readonly kind: string; readonly statement: string };

type Request = { readonly input: { readonly userId: string; readonly cursor?: string | undefined } };
type PersonalDataPage = {
  records: { kind: string; data: Record<string, unknown> }[];
  nextCursor: string | null;
};
type Row = { position: string; data: Record<string, unknown> };

/** Answers `personalDataOf` of a context: all of one source, page by page, then all of the next. */
export function createPersonalData(
  sql: Sql,
  sources: readonly PersonalDataSource[],
  pageSize: number,
): (call: Request) => Promise<PersonalDataPage> {
  return async ({ input: { userId, cursor } }) => {
    let { index, after } = fromCursor(cursor, sources.length);
    for (; index < sources.length; index += 1, after = null) {
      const { kind, statement } = sources[index]!;
      const rows = await sql.query<Row>(statement, [`user:${userId}`, after, pageSize]);
      const records = rows.map(({ data }) => ({ kind, data }));
      const isFull = rows.length === pageSize;
      const isLast = index === sources.length - 1;
      if (isFull) return { records, nextCursor: `${index}:${rows.at(-1)!.position}` };
      if (rows.length > 0) return { records, nextCursor: isLast ? null : `${index + 1}:` };
    }
    return { records: [], nextCursor: null };
  };
}

function fromCursor(cursor: string | undefined, sources: number): { index: number; after: string | null } {
  if (cursor === undefined) return { index: 0, after: null };
  const match = /^(\d{1,2}):([\w-]{0,100})$/.exec(cursor);
  const index = Number(match?.[1]);
  if (match === null || index >= sources) {
    throw new DomainError('request.invalid', 'invalid', 'The cursor comes from no page of this list.', {
      field: 'cursor',
      rule: 'from_a_page',
    });
  }
  return { index, after: match[2] === '' ? null : match[2]! };
}

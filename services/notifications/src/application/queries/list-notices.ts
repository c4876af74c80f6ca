import { principalOf, type Actor } from '@haat/domain';
import type { NoticeBoard, NoticePage, NoticeView } from '../ports/notice-board.ts';

export type ListedNotices = { readonly items: readonly NoticeView[]; readonly next: string | null };

/** A page of my notices, newest first. One row more than asked for tells whether there is a next page. */
export const listNotices =
  ({ board }: { readonly board: NoticeBoard }) =>
  async (actor: Actor, page: NoticePage): Promise<ListedNotices> => {
    const found = await board.page(principalOf(actor), { ...page, limit: page.limit + 1 });
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? items.at(-1)!.noticeId : null };
  };

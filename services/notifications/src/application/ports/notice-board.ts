import type { Intent } from '@haat/domain';

export type NoticeView = {
  readonly noticeId: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly readAt: Date | null;
  readonly createdAt: Date;
};

/** `before` is the id of the last notice seen. */
export type NoticePage = { readonly before: string | null; readonly limit: number; readonly unreadOnly: boolean };

/** The notices of one owner; those of others do not exist. */
export interface NoticeBoard {
  page(owner: string, page: NoticePage): Promise<readonly NoticeView[]>;
  markRead(owner: string, noticeId: string, now: Date): Promise<NoticeView | null>;
  markAllRead(owner: string, now: Date): Promise<number>;
}

/** One transaction that holds the claim of the idempotency key and the change. */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (board: NoticeBoard) => Promise<Result>): Promise<Result>;
}

import { DomainError, principalOf, type Clock, type Intent } from '@haat/domain';
import type { NoticeView, UnitOfWork } from '../ports/notice-board.ts';

export class NoticeNotFound extends DomainError {
  constructor() {
    const details = { field: 'noticeId', rule: 'exists' };
    super('notifications.notice_not_found', 'not_found', 'There is no such notice.', details);
  }
}

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };

/** Marks one of my notices as read; one that was read keeps its time. */
export const markRead =
  ({ unitOfWork, clock }: Deps) =>
  (intent: Intent, { noticeId }: { readonly noticeId: string }): Promise<NoticeView> =>
    unitOfWork.run(intent, async (board) => {
      const notice = await board.markRead(principalOf(intent.actor), noticeId, clock.now());
      if (notice === null) throw new NoticeNotFound();
      return notice;
    });

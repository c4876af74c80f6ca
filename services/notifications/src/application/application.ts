import type { Clock } from '@haat/domain';
import { markAllRead } from './commands/mark-all-read.ts';
import { markRead } from './commands/mark-read.ts';
import { queueAccountMail } from './commands/queue-account-mail.ts';
import { sendDueMail } from './commands/send-due-mail.ts';
import type { Contacts } from './ports/contacts.ts';
import type { MailIntake } from './ports/mail-intake.ts';
import type { MailQueue } from './ports/mail-queue.ts';
import type { Mailer } from './ports/mailer.ts';
import type { NoticeBoard, UnitOfWork } from './ports/notice-board.ts';
import type { TemplateRenderer } from './ports/template-renderer.ts';
import { listNotices } from './queries/list-notices.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly board: NoticeBoard;
  readonly queue: MailQueue;
  readonly intake: MailIntake;
  readonly contacts: Contacts;
  readonly renderer: TemplateRenderer;
  readonly mailer: Mailer;
  readonly clock: Clock;
};

export type Application = ReturnType<typeof createApplication>;

/** The table of contents of notifications; what is told when stands in `reactions/`. */
export function createApplication(deps: ApplicationDeps) {
  return {
    sendDueMail: sendDueMail(deps),
    queueAccountMail: queueAccountMail(deps),
    listNotices: listNotices(deps),
    markRead: markRead(deps),
    markAllRead: markAllRead(deps),
  };
}

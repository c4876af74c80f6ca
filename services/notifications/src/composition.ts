import { notificationsContract, type identityContract } from '@haat/contracts';
import type { Ids } from '@haat/domain';
import {
  createDueWorker,
  createUnitOfWork,
  type ContextClient,
  type Database,
  type Service,
  type WakingClock,
  type Worker,
  eraseWhenAccountErased,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { Mailer } from './application/ports/mailer.ts';
import { createContacts } from './infrastructure/clients/identity-client.ts';
import { createInboxMailer } from './infrastructure/local-inbox/inbox-mailer.ts';
import { createMailIntake } from './infrastructure/postgres/mail-intake.ts';
import { createMailQueue } from './infrastructure/postgres/mail-queue.ts';
import { createNoticeBoard } from './infrastructure/postgres/notice-board.ts';
import { createOutgoingPosts } from './infrastructure/postgres/outgoing-posts.ts';
import { createStoreCopies } from './infrastructure/postgres/store-copies.ts';
import { copyStores } from './infrastructure/subscriptions/copies.ts';
import { tell } from './infrastructure/subscriptions/tell.ts';
import { createTemplateRenderer } from './infrastructure/templates/renderer.ts';
import { createPersonalDataReader, forgetPerson } from './infrastructure/postgres/personal-data.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export { inboxRoutes } from './infrastructure/local-inbox/inbox-routes.ts';
export type { Mailer, Message } from './application/ports/mailer.ts';

export type NotificationsDeps = {
  readonly database: Database;
  readonly clock: WakingClock;
  /** Taken like every service's; positions of the database are the ids here. */
  readonly ids?: Ids;
  readonly clients: { readonly identity: Pick<ContextClient<typeof identityContract>, 'contactsOf'> };
  /** Where mail goes; the local inbox unless stated. */
  readonly mailer?: Mailer;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the notifications context together. */
export function createNotifications(deps: NotificationsDeps): Service<typeof notificationsContract> {
  const { database, clock, clients } = deps;
  const queue = createMailQueue(database);
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, createNoticeBoard),
    board: createNoticeBoard(database),
    queue,
    intake: createMailIntake(database, () => mailWorker.wake()),
    contacts: createContacts(clients.identity),
    renderer: createTemplateRenderer(),
    mailer: deps.mailer ?? createInboxMailer({ sql: database, clock }),
    clock,
  });
  const mailWorker: Worker = createDueWorker({
    name: 'notifications.mail',
    clock,
    nextDueAt: () => queue.nextDueAt(),
    runDue: app.sendDueMail,
    // A mail may leave a moment later, together with others.
    gatherMs: 250,
  });
  return {
    name: 'notifications',
    contract: notificationsContract,
    handlers: { ...createHandlers(app), personalDataOf: createPersonalDataReader(database) },
    subscriptions: [
      copyStores(createStoreCopies),
      eraseWhenAccountErased('notifications.forget-when-account-erased', (tx, { principal, addressDigests }) =>
        forgetPerson(tx, principal, addressDigests),
      ),
      tell({ outgoing: createOutgoingPosts, clock, onQueued: () => mailWorker.wake() }),
    ],
    workers: [mailWorker],
    database,
  };
}

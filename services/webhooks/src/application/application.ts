import type { Clock, Ids } from '@haat/domain';
import { attemptDelivery } from './commands/attempt-delivery.ts';
import { createEndpoint } from './commands/create-endpoint.ts';
import { deleteEndpoint } from './commands/delete-endpoint.ts';
import { disableEndpoint } from './commands/disable-endpoint.ts';
import { enableEndpoint } from './commands/enable-endpoint.ts';
import { forgetOldDeliveries } from './commands/forget-old-deliveries.ts';
import { replayDelivery } from './commands/replay-delivery.ts';
import { replayFailed } from './commands/replay-failed.ts';
import { rotateSecret } from './commands/rotate-secret.ts';
import { sendTest } from './commands/send-test.ts';
import { updateEndpoint } from './commands/update-endpoint.ts';
import type { Courier } from './ports/courier.ts';
import type { Destinations } from './ports/destinations.ts';
import type { Secrets } from './ports/secrets.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import { getDelivery } from './queries/get-delivery.ts';
import { getEndpoint } from './queries/get-endpoint.ts';
import { listDeliveries } from './queries/list-deliveries.ts';
import { listEndpoints } from './queries/list-endpoints.ts';
import { queueDeliveriesWhenSomethingHappened } from './reactions/queue-deliveries-when-something-happened.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly destinations: Destinations;
  readonly courier: Courier;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  /** There may be something to deliver. */
  readonly onQueued: () => void;
};

export type Application = ReturnType<typeof createApplication>;

/** The table of contents of outgoing webhooks. */
export function createApplication(deps: ApplicationDeps) {
  return {
    createEndpoint: createEndpoint(deps),
    listEndpoints: listEndpoints(deps),
    getEndpoint: getEndpoint(deps),
    updateEndpoint: updateEndpoint(deps),
    deleteEndpoint: deleteEndpoint(deps),
    enableEndpoint: enableEndpoint(deps),
    disableEndpoint: disableEndpoint(deps),
    rotateSecret: rotateSecret(deps),
    sendTest: sendTest(deps),
    listDeliveries: listDeliveries(deps),
    getDelivery: getDelivery(deps),
    replayDelivery: replayDelivery(deps),
    replayFailed: replayFailed(deps),
    attemptDelivery: attemptDelivery(deps),
    forgetOldDeliveries: forgetOldDeliveries(deps),
    queueDeliveriesWhenSomethingHappened: queueDeliveriesWhenSomethingHappened(deps),
  };
}

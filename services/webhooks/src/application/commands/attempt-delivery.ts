import { type Clock, serviceIntent } from '@haat/domain';
import { attempted, type Delivery, isTaken } from '../../domain/delivery.ts';
import { afterAttempt, type Endpoint, signingSecrets } from '../../domain/endpoint.ts';
import { messageIdOf } from '../payload.ts';
import type { Answer, Courier } from '../ports/courier.ts';
import type { DueDelivery } from '../ports/deliveries.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Stores, UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly courier: Courier;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

const INTENT = serviceIntent('webhooks');

/** Makes one attempt outside any transaction, then records it with what it means for delivery and endpoint. */
export const attemptDelivery =
  ({ unitOfWork, courier, secrets, clock }: Deps) =>
  async (due: DueDelivery): Promise<void> => {
    const { endpoints, deliveries } = unitOfWork.read;
    const [delivery, endpoint] = await Promise.all([deliveries.find(due), endpoints.find(due)]);
    // Deleted or disabled since it was claimed: there is nothing to do, or it waits.
    if (delivery?.status !== 'pending' || endpoint?.status !== 'enabled') return;
    const startedAt = clock.now();
    const answer = await courier.send({
      messageId: messageIdOf(delivery.deliveryId),
      url: endpoint.url,
      body: delivery.payload,
      secrets: signingSecrets(endpoint, startedAt).map((sealed) => secrets.open(sealed, endpoint.endpointId)),
    });
    const settle = settlement({ delivery, endpoint, answer, startedAt }, clock.now());
    await unitOfWork.run(INTENT, settle);
  };

type Made = {
  readonly delivery: Delivery;
  readonly endpoint: Endpoint;
  readonly answer: Answer;
  readonly startedAt: Date;
};

function settlement({ delivery, endpoint, answer, startedAt }: Made, now: Date) {
  const { retryAfterMs: _unkept, ...result } = answer;
  const taken = isTaken(answer);
  return async ({ endpoints, deliveries }: Stores): Promise<void> => {
    const settled = await deliveries.update(delivery, (current) => attempted(current, answer, now));
    if (settled === null) return;
    await deliveries.record(delivery.deliveryId, { ...result, number: settled.attempts, startedAt });
    // A good answer of an endpoint in good standing is the rule, and locks nothing that others share.
    if (taken && endpoint.failingSince === null) return;
    await endpoints.update(endpoint, (current) => afterAttempt(current, { taken, statusCode: answer.statusCode }, now));
  };
}

import type { OutputOf, webhooksContract } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import { messageIdOf } from '../../application/payload.ts';
import type { DeliveryWithAttempts } from '../../application/queries/get-delivery.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Endpoint } from '../../domain/endpoint.ts';

type Procedures = (typeof webhooksContract)['procedures'];
type EndpointWire = OutputOf<Procedures['getEndpoint']>;
type DeliveryWire = OutputOf<Procedures['replayDelivery']>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Everything but the secrets. */
export const toEndpointWire = (endpoint: Endpoint): EndpointWire => ({
  endpointId: endpoint.endpointId,
  storeId: endpoint.storeId,
  url: endpoint.url,
  description: endpoint.description,
  eventTypes: [...endpoint.eventTypes] as EndpointWire['eventTypes'],
  status: endpoint.status,
  disabledReason: endpoint.disabledReason,
  disabledAt: endpoint.disabledAt?.toISOString() ?? null,
  failingSince: endpoint.failingSince?.toISOString() ?? null,
  previousSecretValidUntil: endpoint.previousSecretValidUntil?.toISOString() ?? null,
  createdAt: endpoint.createdAt.toISOString(),
  updatedAt: endpoint.updatedAt.toISOString(),
});

export const toDeliveryWire = (delivery: Delivery): DeliveryWire => ({
  deliveryId: delivery.deliveryId,
  endpointId: delivery.endpointId,
  storeId: delivery.storeId,
  messageId: messageIdOf(delivery.deliveryId),
  type: delivery.type as DeliveryWire['type'],
  status: delivery.status,
  attempts: delivery.attempts,
  lastStatusCode: delivery.lastStatusCode,
  nextAttemptAt: delivery.status === 'pending' ? delivery.nextAttemptAt.toISOString() : null,
  createdAt: delivery.createdAt.toISOString(),
  settledAt: delivery.settledAt?.toISOString() ?? null,
});

export const toDeliveryWithAttemptsWire = ({
  delivery,
  attempts,
}: DeliveryWithAttempts): OutputOf<Procedures['getDelivery']> => ({
  ...toDeliveryWire(delivery),
  payload: delivery.payload,
  attemptLog: attempts.map((attempt) => ({ ...attempt, startedAt: attempt.startedAt.toISOString() })),
});

export const toCursor = (id: string | null): string | null =>
  id === null ? null : Buffer.from(id).toString('base64url');

export function fromCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (UUID.test(id)) return id;
  throw new DomainError('webhooks.cursor_invalid', 'invalid', 'The cursor comes from no page of this list.', {
    field: 'cursor',
    rule: 'from_a_page',
  });
}

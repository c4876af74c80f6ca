/** Something a partner is told, as Standard Webhooks lays it out. */
export type Message = { readonly type: string; readonly occurredAt: Date; readonly data: object };

/** The body of a message. It is made once and stored, since the signature is over these very bytes. */
export const payloadOf = ({ type, occurredAt, data }: Message): string =>
  JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });

/** Sent as `webhook-id`: the same for every attempt and replay, so that a receiver can tell what it has seen. */
export const messageIdOf = (deliveryId: string): string => `msg_${deliveryId}`;

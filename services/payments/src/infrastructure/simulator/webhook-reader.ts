import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@haat/domain';
import { z } from 'zod';
import type { WebhookReader } from '../../application/ports/webhook-reader.ts';

const TOLERANCE_MS = 5 * 60_000;

export class WebhookSignatureInvalid extends DomainError {
  constructor(rule: string) {
    super('payments.webhook_signature_invalid', 'unauthenticated', 'The signature of the webhook does not fit.', {
      field: 'signature',
      rule,
    });
  }
}

export class WebhookInvalid extends DomainError {
  constructor() {
    super('payments.webhook_invalid', 'invalid', 'The webhook is not of a known form.', {
      field: 'payload',
      rule: 'known_form',
    });
  }
}

const payload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('charge.succeeded'), data: z.object({ key: z.guid(), reference: z.guid() }) }),
  z.object({
    type: z.literal('charge.declined'),
    data: z.object({ key: z.guid(), reference: z.guid(), declineCode: z.string().max(100) }),
  }),
]);

/** The three headers of a signed webhook, as one string: the procedure has one field for them. */
export const joinSignature = (headers: { id: string; timestamp: string; signature: string }): string =>
  `${headers.id} ${headers.timestamp} ${headers.signature}`;

/**
 * Reads the simulator's webhooks, signed like Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. Old ones are
 * refused, so that a copy that somebody kept is worth nothing.
 */
export const createWebhookReader = (secret: string): WebhookReader => ({
  read({ signature, payload: body }, now) {
    verify(secret, { signature, body, now });
    const parsed = payload.safeParse(parseJson(body));
    if (!parsed.success) throw new WebhookInvalid();
    const { type, data } = parsed.data;
    const result =
      type === 'charge.succeeded'
        ? ({ kind: 'succeeded' } as const)
        : ({ kind: 'declined', declineCode: data.declineCode } as const);
    return { paymentId: data.reference, tenderId: data.key, result };
  },
});

function verify(secret: string, { signature, body, now }: { signature: string; body: string; now: Date }): void {
  const [id, timestamp, ...versions] = signature.split(' ');
  const seconds = /^\d{1,12}$/.test(timestamp ?? '') ? Number(timestamp) : undefined;
  if (!id || seconds === undefined) throw new WebhookSignatureInvalid('well_formed');
  const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();
  const isSigned = versions.some((version) => {
    const given = Buffer.from(version.startsWith('v1,') ? version.slice(3) : '', 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) throw new WebhookSignatureInvalid('signed');
  if (Math.abs(now.getTime() - seconds * 1000) > TOLERANCE_MS) throw new WebhookSignatureInvalid('recent');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebhookInvalid();
  }
}

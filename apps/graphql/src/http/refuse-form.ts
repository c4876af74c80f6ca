import type { GraphQLError } from 'graphql';
import { refusal } from '../errors/refusal.ts';
import { OPERATION_LIMITS } from '../limits/limits.ts';
import type { Incoming, Outgoing } from './graphql-server.ts';

/**
 * Refuses requests by their form alone: only JSON is taken, so that no form of another site's page passes for a request;
 * one operation a request, so that what one may cost is what a request may cost.
 */
export function refuseForm({ method, headers, url, body }: Incoming): Outgoing | null {
  if (method === 'GET') return url.length > OPERATION_LIMITS.bodyBytes ? tooLarge() : null;
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    const message = 'POST takes application/json, and nothing else.';
    return answerOf(refusal({ code: 'graphql.media_type_unsupported', message, status: 415 }), 415);
  }
  if (!/^\s*\[/.test(body)) return null;
  return answerOf(refusal({ code: 'graphql.batch_refused', message: 'A request holds one operation.' }), 400);
}

const tooLarge = (): Outgoing => {
  const { bodyBytes } = OPERATION_LIMITS;
  const message = `A request has at most ${bodyBytes} bytes.`;
  return answerOf(refusal({ code: 'graphql.body_too_large', message, status: 413, limit: bodyBytes }), 413);
};

function answerOf({ message, extensions: { http: _, ...extensions } }: GraphQLError, status: number): Outgoing {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}

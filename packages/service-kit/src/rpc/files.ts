import { createHash } from 'node:crypto';
import type { RestRoute } from '@haat/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** JSON carries a file as base64, which takes a third more, and other fields beside it. */
const JSON_OVERHEAD = 1.4;

/**
 * Opens a scope in which bodies that are no JSON are kept as they come. Whatever type they claim to be is taken, because a
 * file is judged by its content; a claim that does not agree with it is for the use case to refuse.
 */
export function acceptFiles(
  app: FastifyInstance,
  { maxBytes }: NonNullable<RestRoute['consumes']>,
  register: (scope: FastifyInstance, bodyLimit: number) => void,
): void {
  app.register(async (scope) => {
    for (const type of ['*', 'text/plain'])
      scope.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    register(scope, Math.ceil(maxBytes * JSON_OVERHEAD));
  });
}

/** The fields that a body of bytes fills, or nothing where the body is JSON. */
export function fileOf({ body, headers }: FastifyRequest): { file: string; mediaType: string } | undefined {
  if (!Buffer.isBuffer(body)) return undefined;
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return { file: body.toString('base64'), mediaType: mediaType.trim().toLowerCase() };
}

const FOR_EVER = 'public, max-age=31536000, immutable';

type Answer = { readonly rest: RestRoute; readonly output: unknown };

/** Answers with the bytes of a file. One that never changes may be kept by everybody, and need not be sent again. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, { rest, output }: Answer): FastifyReply {
  const { fileName, base64 } = output as { fileName: string; base64: string };
  const file = Buffer.from(base64, 'base64');
  const disposition = rest.caching === undefined ? 'attachment' : 'inline';
  reply
    .type(rest.produces!)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `${disposition}; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`);
  if (rest.caching === undefined) return reply.send(file);
  const tag = `"${createHash('sha256').update(file).digest('base64url')}"`;
  reply.header('cache-control', FOR_EVER).header('etag', tag);
  const isKnown = String(request.headers['if-none-match'] ?? '')
    .split(',')
    .map((known) => known.trim().replace(/^W\//, ''))
    .some((known) => known === tag || known === '*');
  return isKnown ? reply.code(304).send() : reply.send(file);
}

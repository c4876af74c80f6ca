import { createHash } from 'node:crypto';
import type { RestRoute } from '@haat/contracts';
import { DomainError } from '@haat/domain';
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

type FileFields = { readonly file: string; readonly mediaType: string; readonly [field: string]: string };

/** The fields that a body of bytes or a form fills, or nothing where the body is JSON. */
export async function fileOf({ body, headers }: FastifyRequest): Promise<FileFields | undefined> {
  if (!Buffer.isBuffer(body)) return undefined;
  const header = headers['content-type'] ?? '';
  const mediaType = header.split(';')[0]!.trim().toLowerCase();
  if (mediaType === 'multipart/form-data') return fieldsOfForm(body, header);
  return { file: body.toString('base64'), mediaType };
}

/** A form as a browser sends it: the part called `file` is the file, the others are fields. */
async function fieldsOfForm(body: Buffer, contentType: string): Promise<FileFields> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  const file = form?.get('file');
  if (form === null || file === undefined || file === null || typeof file === 'string') {
    throw new DomainError('request.invalid', 'invalid', 'The form needs a part called "file" with a file name.', {
      field: 'file',
      rule: 'form_part',
    });
  }
  const others = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
  return { fileName: file.name, ...Object.fromEntries(others), file: base64, mediaType: file.type };
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

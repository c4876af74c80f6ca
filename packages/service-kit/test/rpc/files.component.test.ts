import { createHash, randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { catalogContract, defineContract, mutation, query } from '@haat/contracts';
import { z } from 'zod';
import { createServer, type Service } from '../../src/index.ts';

const MAX_BYTES = 100_000;
/** The schema of a file, from a contract that has one. */
const { file } = catalogContract.procedures.addMedia.input.shape;

const contract = defineContract('files', {
  put: mutation({
    summary: 'Take a file',
    access: 'public',
    input: z.object({
      id: z.string(),
      note: z.string().default(''),
      count: z.int().default(0),
      mediaType: z.string().optional(),
      file,
    }),
    output: z.object({ digest: z.string(), note: z.string(), count: z.int(), mediaType: z.string(), hash: z.string() }),
    rest: { method: 'POST', path: '/v1/files/{id}', consumes: { mediaTypes: ['image/png'], maxBytes: MAX_BYTES } },
  }),
  get: query({
    summary: 'Give a file',
    access: 'public',
    input: z.object({ width: z.int() }),
    output: z.object({ fileName: z.string(), base64: z.string() }),
    rest: { method: 'GET', path: '/v1/files/{width}.webp', produces: 'image/webp', caching: 'immutable' },
  }),
});

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const service: Service<typeof contract> = {
  name: 'files',
  contract,
  handlers: {
    put: async ({ input: { note, count, mediaType = '', file: bytes }, intent }) => ({
      digest: digestOf(bytes),
      note,
      count,
      mediaType,
      hash: intent.idempotency?.requestHash ?? '',
    }),
    get: async ({ input: { width } }) => ({
      fileName: `${width}.webp`,
      base64: Buffer.from('bytes').toString('base64'),
    }),
  },
  subscriptions: [],
  workers: [],
  database: undefined as never,
};

describe('files over REST', () => {
  const defects: unknown[] = [];
  const server = createServer(service as never, {
    authenticator: undefined as never,
    checkOutput: true,
    onDefect: (error) => defects.push(error),
  });
  afterAll(async () => {
    expect(defects).toEqual([]);
    await server.close();
  });

  const put = async (payload: Buffer | object, headers: Record<string, string> = {}, query = '') => {
    const answer = await server.inject({ method: 'POST', url: `/v1/files/1${query}`, headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  };

  it.each(['image/png', 'image/png; q=1', 'text/plain', 'text/html', 'application/x-anything'])(
    'takes a body of %s as it is, with the other fields from the address',
    async (type) => {
      const bytes = randomBytes(50_000);
      const { status, body } = await put(bytes, { 'content-type': type }, '?note=hello&count=3');
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { digest: digestOf(bytes), note: 'hello', count: 3, mediaType: type.split(';')[0] },
      });
    },
  );

  it('takes JSON with base64 just as well', async () => {
    const bytes = randomBytes(1000);
    const { body } = await put({ file: bytes.toString('base64'), note: 'json' });
    expect(body).toMatchObject({ digest: digestOf(bytes), note: 'json' });
  });

  const inForm = async (form: FormData) => {
    const request = new Request('http://x', { method: 'POST', body: form });
    return put(Buffer.from(await request.arrayBuffer()), { 'content-type': request.headers.get('content-type')! });
  };

  it('takes a form as a browser sends it', async () => {
    const bytes = randomBytes(30_000);
    const form = new FormData();
    form.set('note', 'in a form');
    form.set('count', '4');
    form.set('file', new File([bytes], 'a picture.png', { type: 'image/png' }));
    const { status, body } = await inForm(form);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { digest: digestOf(bytes), note: 'in a form', count: 4, mediaType: 'image/png' },
    });
  });

  it('refuses a form without a file, and what only says that it is a form', async () => {
    const form = new FormData();
    form.set('file', 'words');
    const answers = [
      await inForm(form),
      await put(Buffer.from('x'), { 'content-type': 'multipart/form-data; boundary=b' }),
      await put(Buffer.from('x'), { 'content-type': 'multipart/form-data' }),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.field, body.rule]).toEqual([400, 'request.invalid', 'file', 'form_part']);
  });

  it.each(['no base64!', 'YQ', 'YQ==\n', 'YR=='])('refuses %j as base64', async (text) => {
    const { status, body } = await put({ file: text });
    expect([status, body.code, body.field, body.rule]).toEqual([400, 'request.invalid', 'file', 'base64']);
  });

  it('says that nothing was sent', async () => {
    const { status, body } = await put({});
    expect([status, body.field]).toEqual([400, 'file']);
  });

  it('refuses a body that is far too large while it comes', async () => {
    const { status, body } = await put(Buffer.alloc(MAX_BYTES * 2), { 'content-type': 'image/png' });
    expect([status, body.code]).toEqual([413, 'request.too_large']);
  });

  it('knows the same file by its content', async () => {
    const key = { 'content-type': 'image/png', 'idempotency-key': 'k' };
    const [one, same, other] = await Promise.all([
      put(Buffer.from('one'), key),
      put(Buffer.from('one'), key),
      put(Buffer.from('two'), key),
    ]);
    expect(one.body.hash).toBe(same.body.hash);
    expect(one.body.hash).not.toBe(other.body.hash);
  });

  it('gives a file that may be kept for ever, and not again to who has it', async () => {
    const first = await server.inject({ method: 'GET', url: '/v1/files/7.webp' });
    expect([first.statusCode, first.body, first.headers['content-type']]).toEqual([200, 'bytes', 'image/webp']);
    expect(first.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const again = (known: string) =>
      server.inject({ method: 'GET', url: '/v1/files/7.webp', headers: { 'if-none-match': known } });
    expect((await again(String(first.headers.etag))).statusCode).toBe(304);
    expect((await again('*')).statusCode).toBe(304);
    expect((await again('"x"')).statusCode).toBe(200);
    const wrong = await server.inject({ method: 'GET', url: '/v1/files/seven.webp' });
    expect([wrong.statusCode, wrong.json().field]).toEqual([400, 'width']);
  });
});

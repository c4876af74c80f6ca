import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Contract, contracts, WEBHOOK_TEST_TYPE, webhookEvents } from '@haat/contracts';
import type { FastifyInstance } from 'fastify';
import { createOpenApi, createReference } from '../src/index.ts';

type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema?: object }[];
  security: object[];
  requestBody?: { content: object };
  responses: Record<string, unknown>;
};

const document = createOpenApi() as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the reference', () => {
  let app: FastifyInstance;
  beforeAll(async () => void (app = await createReference()));
  afterAll(() => app.close());

  it('describes every procedure that has a route, and no internal one', () => {
    const declared = (Object.values(contracts) as Contract[]).flatMap((contract) =>
      Object.entries(contract.procedures)
        .filter(([, { rest, access }]) => rest !== null && access.kind !== 'internal')
        .map(([name]) => `${contract.name}.${name}`),
    );
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(declared.sort());
    expect(declared.length).toBeGreaterThan(70);
  });

  it('declares each parameter of a path, with a schema', () => {
    for (const { path, operation } of operations) {
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        expect(operation.parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
      }
      for (const parameter of operation.parameters) expect(parameter.schema).toBeInstanceOf(Object);
    }
  });

  it('declares every status by itself, so that another one is seen as undeclared', () => {
    for (const { operation } of operations) {
      const statuses = Object.keys(operation.responses);
      expect(statuses).not.toContain('default');
      expect(statuses).toEqual(expect.arrayContaining(['400', '401', '405', '429', '5XX']));
      expect(operation.responses['429']).toMatchObject({ headers: { 'Retry-After': expect.anything() } });
    }
    const checkout = document.paths['/v1/checkouts']!.post!;
    expect(Object.keys(checkout.responses)).toEqual(expect.arrayContaining(['404', '409', '413', '415', '422']));
  });

  it('names the identities that may call, with the scope that a key needs', () => {
    const { security } = document.paths['/v1/stores/{storeId}/webhooks']!.post!;
    expect(security).toEqual([{ firebase: [] }, { session: [] }, { apiKey: ['webhooks:write'] }]);
    const admin = document.paths['/v1/stores/{storeId}/approve']!.post!;
    expect(admin.security).toEqual([{ firebase: [] }, { session: [] }]);
  });

  it('takes files as what the routes consume', () => {
    const upload = document.paths['/v1/stores/{storeId}/products/imports']!.post!;
    expect(Object.keys(upload.requestBody!.content)).toEqual(expect.arrayContaining(['text/csv', 'application/json']));
  });

  it('describes what partners receive', () => {
    const { webhooks } = document as unknown as { webhooks: object };
    expect(Object.keys(webhooks)).toEqual([...Object.keys(webhookEvents), WEBHOOK_TEST_TYPE]);
  });

  it('demands the idempotency key where the contract does', () => {
    const checkout = document.paths['/v1/checkouts']!.post!;
    expect(checkout.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
  });

  it('is served for machines and for people', async () => {
    const json = await app.inject('/v1/openapi.json');
    expect(json.json()).toEqual(JSON.parse(JSON.stringify(document)));
    expect((await app.inject('/v1/asyncapi.json')).json()).toMatchObject({ asyncapi: '3.0.0' });
    const page = await app.inject('/v1/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Contract, contracts } from '@haat/contracts';
import type { FastifyInstance } from 'fastify';
import { createOpenApi, createReference } from '../src/index.ts';

type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema?: object }[];
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

  it('demands the idempotency key where the contract does', () => {
    const checkout = document.paths['/v1/checkouts']!.post!;
    expect(checkout.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
  });

  it('is served for machines and for people', async () => {
    const json = await app.inject('/v1/openapi.json');
    expect(json.json()).toEqual(JSON.parse(JSON.stringify(document)));
    const page = await app.inject('/v1/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});

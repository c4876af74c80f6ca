import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { setStage, type Stage } from './builders/stage.ts';

let stage: Stage;
let url: string;
beforeAll(async () => {
  stage = setStage();
  url = `${await stage.app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => stage.app.close());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => url, fetchFn: fetch });

  it('has all the audits there are', () => expect(audits.length).toBeGreaterThanOrEqual(61));

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect([result.status, 'reason' in result ? result.reason : '']).toEqual(['ok', '']);
  });
});

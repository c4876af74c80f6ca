import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setStage, type Stage } from './builders/stage.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('a browser that opens the address', () => {
  let stage: Stage;
  beforeAll(() => {
    stage = setStage({ withConsole: true });
  });
  afterAll(() => stage.app.close());

  it('finds a page that loads nothing from elsewhere', async () => {
    const { statusCode, headers, body } = await stage.app.inject({ url: '/graphql', headers: BROWSER });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).not.toMatch(/https?:|src=|href=/);
  });

  it('may still run an operation by its address', async () => {
    const answer = await stage.app.inject({
      url: '/graphql?query={__typename}',
      headers: { accept: 'application/json, text/html' },
    });
    expect(answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('finds none unless it is wanted', async () => {
    const without = setStage();
    const answer = await without.app.inject({ url: '/graphql', headers: BROWSER });
    expect(answer.statusCode).toBe(400);
    await without.app.close();
  });
});

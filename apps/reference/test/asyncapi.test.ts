import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { clientMessages, events, liveMessages } from '@haat/contracts';
import { createAsyncApi } from '../src/index.ts';

describe('the AsyncAPI document', () => {
  it('is valid by the parser of its makers', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(createAsyncApi()));
    const errors = diagnostics.filter(({ severity }) => severity === 0).map(({ message, path }) => ({ message, path }));
    expect(errors).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
  });

  it('describes every event and every message of the socket', () => {
    const { messages } = (createAsyncApi() as { components: { messages: object } }).components;
    const live = Object.keys(liveMessages).map((type) => `live.${type}`);
    const client = Object.keys(clientMessages).map((name) => `client.${name}`);
    expect(Object.keys(messages)).toEqual(expect.arrayContaining([...Object.keys(events), ...live, ...client]));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allProcedures, titleOf } from './support/calls.ts';
import { as, OPERATOR, tokenOf } from './support/people.ts';
import { findSchemathesis, fuzz } from './support/schemathesis.ts';
import { setStage, type Stage } from './support/stage.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';
import type { Known } from './support/sample-input.ts';

type Kind = (typeof IDENTITIES)[number]['covers'][number];

/** Each operation is covered systematically by the identity it is made for, and fuzzed a little by all of them. */
const IDENTITIES = [
  { name: 'nobody', covers: ['public'] },
  { name: 'guest', covers: ['guest'] },
  { name: 'buyer', covers: ['user', 'party'] },
  { name: 'seller', covers: ['store'] },
  { name: 'seller of another store', covers: [] },
  { name: 'partner with an API key', covers: [] },
  { name: 'operator', covers: ['admin'] },
] as const;

/** Who calls them plays no further part. */
const LAST_CALLS = ['identity.revokeMySessions', 'identity.eraseMyAccount'];
/** They would take the others off the stage. */
const OPERATORS_BLOWS = ['identity.disableUser', 'identity.revokeSessions', 'identity.withdrawRole', 'stores.suspend'];
const EXAMPLES = 3;
const A_FEW_MINUTES = 8 * 60_000;

const tool = await findSchemathesis();
const title = 'answers only what the reference declares, and no 5xx, to';

describe('the REST interface under schemathesis', () => {
  if (tool.missing !== null) {
    it.skip(`${title} anybody (skipped: ${tool.missing})`, () => {});
    return;
  }
  const { folder: python } = tool;
  let stage: Stage;
  let folder: string;
  let known: Known;
  let apiKey: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'haat-schemathesis-'));
    stage = await setStage();
    known = await raiseVictim(stage);
    const made = await stage.api.identity.createApiKey(
      {
        storeId: String(known.storeId),
        name: 'Partner',
        scopes: ['catalog:read', 'catalog:write', 'inventory:read', 'ordering:read', 'webhooks:read', 'webhooks:write'],
      },
      as(PEOPLE.owner),
    );
    apiKey = made.secret!;
  });

  afterAll(async () => {
    await stage.stop();
    await rm(folder, { recursive: true, force: true });
    expect(stage.defects).toEqual([]);
  });

  const headersOf = (name: (typeof IDENTITIES)[number]['name']): Record<string, string> => {
    switch (name) {
      case 'nobody':
        return {};
      case 'guest':
        return { 'X-Guest-Token': 'a-guest-token-of-somebody' };
      case 'buyer':
        return bearer(tokenOf(PEOPLE.buyer));
      case 'seller':
        return bearer(tokenOf(PEOPLE.owner));
      case 'seller of another store':
        return bearer(tokenOf(PEOPLE.rival));
      case 'partner with an API key':
        return bearer(apiKey);
      case 'operator':
        return bearer(tokenOf(OPERATOR));
    }
  };

  it.each(IDENTITIES)(
    `${title} $name`,
    async ({ name, covers }) => {
      const found = await fuzz(python, {
        url: stage.url,
        headers: headersOf(name),
        folder: join(folder, name.replaceAll(' ', '-')),
        known: textsOf(known),
        covers: operations(covers),
        leaveOut: name === 'operator' ? [...LAST_CALLS, ...OPERATORS_BLOWS] : LAST_CALLS,
        examples: EXAMPLES,
      });
      expect(found).toBe('');
    },
    A_FEW_MINUTES,
  );
});

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const operations = (kinds: readonly Kind[]): string[] =>
  allProcedures()
    .filter(
      ({ definition }) => definition.rest !== null && (kinds as readonly string[]).includes(definition.access.kind),
    )
    .map(titleOf);

const textsOf = (known: Known): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (typeof value === 'string' ? [[name, [value]]] : [])),
  );

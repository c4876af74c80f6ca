import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { API_KEY_SCOPES, type ApiKeyScope } from '@haat/contracts';
import {
  type Answer,
  allProcedures,
  type Procedure,
  send,
  titleOf,
  type Transport,
  TRANSPORTS,
} from './support/calls.ts';
import { as, OPERATOR } from './support/people.ts';
import { comeToRest } from './support/proofs.ts';
import { type Known, sampleInput, schemaOf } from './support/sample-input.ts';
import { setStage, type Stage } from './support/stage.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';

const PROCEDURES = allProcedures();
const NOBODY_S = '01900000-0000-7000-8000-ffffffffffff';

/** What a key needs for a procedure; null where no key is ever enough. Written down anew, not taken from the kit. */
function scopeFor({ context, definition }: Procedure): ApiKeyScope | null {
  if (['user', 'guest', 'admin', 'internal'].includes(definition.access.kind)) return null;
  const scope = `${context}:${definition.kind === 'query' ? 'read' : 'write'}`;
  return (API_KEY_SCOPES as readonly string[]).includes(scope) ? (scope as ApiKeyScope) : null;
}

describe('an API key', () => {
  let stage: Stage;
  let known: Known;
  const secrets = new Map<string, string>();

  beforeAll(async () => {
    stage = await setStage();
    known = await raiseVictim(stage);
    for (const scope of API_KEY_SCOPES) secrets.set(scope, await keyFor(PEOPLE.owner, String(known.storeId), [scope]));
    await comeToRest(stage.tables);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  async function keyFor(owner: string, storeId: string, scopes: readonly ApiKeyScope[]): Promise<string> {
    const { secret } = await stage.api.identity.createApiKey(
      { storeId, name: 'A machine', scopes: [...scopes] },
      as(owner),
    );
    return secret!;
  }

  /** All but when a key was last used, which is written down whether it opens anything or not. */
  const fingerprint = async () => ({ ...(await stage.tables.fingerprint()), 'identity.api_key': '' });

  /** About things of the victim's; what the victim has none of is named all the same. */
  const inputOf = (procedure: Procedure) => {
    const named = Object.keys(schemaOf(procedure).properties ?? {}).filter((field) => field.endsWith('Id'));
    const madeUp = Object.fromEntries(named.map((field) => [field, NOBODY_S]));
    return sampleInput(procedure, { ...madeUp, ...known });
  };

  const call = (procedure: Procedure, secret: string, transport: Transport = 'tRPC'): Promise<Answer> =>
    send(stage.url, procedure, transport, {
      input: inputOf(procedure),
      headers: {
        authorization: `Bearer ${secret}`,
        ...(procedure.definition.kind === 'mutation' ? { 'idempotency-key': randomUUID() } : {}),
      },
    });

  it.each(API_KEY_SCOPES)('with the scope %s opens what it names, and nothing of anything else', async (scope) => {
    const before = await fingerprint();
    const faults: string[] = [];
    for (const procedure of PROCEDURES) {
      const needed = scopeFor(procedure);
      if (needed === scope) continue;
      const { status, body } = await call(procedure, secrets.get(scope)!);
      const code = needed === null ? 'access.not_for_api_keys' : 'access.scope_missing';
      const named = (body.details as { scope?: string } | undefined)?.scope;
      const isRefused = status === 403 && body.code === code && (needed === null || named === needed);
      if (!isRefused) faults.push(`${titleOf(procedure)}: ${status} ${JSON.stringify(body)}`);
    }
    expect(faults).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  });

  it('opens over REST what it opens over tRPC', async () => {
    const faults: string[] = [];
    for (const procedure of PROCEDURES.filter(({ definition }) => definition.rest !== null)) {
      const needed = scopeFor(procedure);
      if (needed === 'catalog:read') continue;
      const { status, body } = await call(procedure, secrets.get('catalog:read')!, 'REST');
      const code = needed === null ? 'access.not_for_api_keys' : 'access.scope_missing';
      if (status !== 403 || body.code !== code) faults.push(`${titleOf(procedure)}: ${status} ${JSON.stringify(body)}`);
    }
    expect(faults).toEqual([]);
  });

  it('of another store finds nothing of this one', async () => {
    const rival = await keyFor(PEOPLE.rival, String(known.rivalStoreId), API_KEY_SCOPES);
    const faults: string[] = [];
    const before = await fingerprint();
    for (const procedure of PROCEDURES) {
      const { kind } = procedure.definition.access;
      if (scopeFor(procedure) === null || kind === 'public') continue;
      for (const transport of TRANSPORTS) {
        if (transport === 'REST' && procedure.definition.rest === null) continue;
        const { status, body } = await call(procedure, rival, transport);
        const isHidden = status === 404 && /_not_found$/.test(String(body.code));
        const isOpenToAll = kind === 'party' && status === 200 && IS_ON_SHOW.has(titleOf(procedure));
        if (!isHidden && !isOpenToAll)
          faults.push(`${transport} ${titleOf(procedure)}: ${status} ${JSON.stringify(body)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  });

  it('is not its maker: what they bought elsewhere, their carts and their account are closed to it', async () => {
    const secret = await keyFor(PEOPLE.owner, String(known.storeId), API_KEY_SCOPES);
    for (const name of ['me', 'listMyOrders', 'placeCheckout', 'listNotices', 'myStores', 'exportMyData']) {
      const { status, body } = await call(
        PROCEDURES.find((one) => one.name === name)!,
        secret,
      );
      expect([name, status, body.code]).toEqual([name, 403, 'access.not_for_api_keys']);
    }
  });

  it('reads on when its store is suspended, and writes no more', async () => {
    const storeId = String(known.storeId);
    const secret = await keyFor(PEOPLE.owner, storeId, ['inventory:read', 'inventory:write']);
    const [list, set] = ['listStock', 'setStock'].map((name) => PROCEDURES.find((one) => one.name === name)!);
    expect((await call(set!, secret)).status).toBe(200);
    await stage.api.stores.suspend({ storeId, reason: 'a look at the books' }, as(OPERATOR));
    const later = await keyFor(PEOPLE.owner, storeId, ['inventory:read', 'inventory:write']);
    expect((await call(list!, later)).status).toBe(200);
    expect(await call(set!, later)).toMatchObject({ status: 403, body: { code: 'access.store_suspended' } });
    await stage.api.stores.reinstate({ storeId }, as(OPERATOR));
  });
});

/** What is shown to everybody while it is on the market. */
const IS_ON_SHOW = new Set(['stores.getStore', 'catalog.getProduct', 'catalog.productsByIds', 'stores.storesByIds']);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  type Answer,
  allProcedures,
  type Procedure,
  send,
  titleOf,
  type Transport,
  TRANSPORTS,
} from './support/calls.ts';
import { OPERATOR, tokenOf } from './support/people.ts';
import { CALLERS, type CallerKind, isAboutAThing, type Verdict, verdictOf } from './support/refusals.ts';
import { type Known, sampleInput } from './support/sample-input.ts';
import { setStage, type Stage } from './support/stage.ts';
import { comeToRest } from './support/proofs.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';

const PROCEDURES = allProcedures();
/** They take people's access away, so they come last: first what one does to oneself, then what the operator does. */
const ABOUT_PEOPLE = PROCEDURES.filter(({ context }) => context === 'identity');

/** Where the thing must be another one than elsewhere: one that is not for everybody's eyes, or that fits the others. */
const OF_ITS_OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'stores.getStore': { storeId: 'appliedStoreId' },
  'stores.changeMemberRole': { userId: 'staffId' },
  'stores.removeMember': { userId: 'staffId' },
  'catalog.updateVariant': { variantId: 'draftVariantId' },
  'catalog.getMedia': { mediaId: 'shownMediaId' },
  'catalog.relatedProducts': { productId: 'activeProductId' },
  'catalog.boughtTogether': { productId: 'activeProductId' },
  'catalog.deleteProduct': { productId: 'doomedProductId' },
  'catalog.restoreProduct': { productId: 'doomedProductId' },
  'catalog.writeReview': { orderLineId: 'deliveredLineId' },
};

/** What one side of an order may not do to it though the order is theirs. */
const OTHER_SIDE: Readonly<Record<string, readonly string[]>> = {
  [PEOPLE.buyer]: ['startProcessing', 'shipOrder', 'decideReturn', 'refundOrder'],
  [PEOPLE.owner]: ['confirmDelivery', 'requestReturn'],
  [PEOPLE.staff]: ['decideReturn', 'refundOrder', 'confirmDelivery', 'requestReturn'],
};

describe('every procedure', () => {
  let stage: Stage;
  let known: Known;

  beforeAll(async () => {
    stage = await setStage();
    known = await raiseVictim(stage);
    await comeToRest(stage.tables);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const inputOf = (procedure: Procedure) => {
    const own = Object.entries(OF_ITS_OWN[titleOf(procedure)] ?? {}).map(([field, thing]) => [field, known[thing]]);
    return sampleInput(procedure, { ...known, ...Object.fromEntries(own) });
  };

  const call = (procedure: Procedure, transport: Transport, headers: Record<string, string>): Promise<Answer> =>
    send(stage.url, procedure, transport, {
      input: inputOf(procedure),
      headers: { ...headers, ...(procedure.definition.kind === 'mutation' ? { 'idempotency-key': randomUUID() } : {}) },
    });

  it.each(CALLERS)('refuses, as declared, %s, over REST and tRPC, and changes nothing', async (caller) => {
    const before = await stage.tables.fingerprint();
    const faults: string[] = [];
    let calls = 0;
    for (const procedure of PROCEDURES) {
      const verdict = verdictOf(procedure, caller);
      for (const headers of headersOf(caller, procedure)) {
        for (const transport of TRANSPORTS) {
          if (verdict === 'free' || (transport === 'REST' && procedure.definition.rest === null)) continue;
          const answer = await call(procedure, transport, headers);
          calls += 1;
          faults.push(...faultsOf(`${transport} ${titleOf(procedure)}`, answer, verdict));
        }
      }
    }
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(10);
    expect(await stage.tables.fingerprint()).toEqual(before);
  });

  it('offers no REST address for what is internal', async () => {
    const internal = PROCEDURES.filter(({ definition }) => definition.access.kind === 'internal');
    expect(internal.length).toBeGreaterThan(5);
    expect(internal.filter(({ definition }) => definition.rest !== null)).toEqual([]);
    const document = (await (await fetch(`${stage.url}/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId?: string }>>;
    };
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId ?? ''),
    );
    expect(internal.filter(({ name }) => operations.some((operation) => operation.endsWith(name)))).toEqual([]);
    for (const procedure of internal) {
      const answer = await call(procedure, 'tRPC', bearer(OPERATOR));
      expect(faultsOf(titleOf(procedure), answer, { status: 403, code: /^access\.forbidden$/ })).toEqual([]);
    }
  });

  it('keeps the two sides of an order apart', async () => {
    const before = await stage.tables.fingerprint();
    const faults: string[] = [];
    for (const [person, names] of Object.entries(OTHER_SIDE)) {
      for (const procedure of PROCEDURES.filter(({ name }) => names.includes(name))) {
        for (const transport of TRANSPORTS) {
          const answer = await call(procedure, transport, bearer(person));
          if (answer.status !== 403 && answer.status !== 404)
            faults.push(
              `${person} ${transport} ${titleOf(procedure)}: ${answer.status} ${JSON.stringify(answer.body)}`,
            );
        }
      }
    }
    expect(faults).toEqual([]);
    expect(await stage.tables.fingerprint()).toEqual(before);
  });

  it('tells a stranger nothing of others where it is open to all', async () => {
    const secrets = [
      'appliedStoreId',
      'userId',
      'productId',
      'orderId',
      'checkoutId',
      'cartId',
      'noticeId',
      'payoutId',
      'disputeId',
    ].map((name) => String(known[name]));
    const open = PROCEDURES.filter(
      (procedure) =>
        procedure.definition.kind === 'query' &&
        verdictOf(procedure, 'stranger') === 'free' &&
        !isAboutAThing(procedure),
    );
    expect(open.length).toBeGreaterThan(3);
    for (const procedure of open) {
      for (const transport of TRANSPORTS) {
        const answer = await call(procedure, transport, bearer(PEOPLE.stranger));
        expect({
          title: titleOf(procedure),
          leaked: secrets.filter((secret) => JSON.stringify(answer.body).includes(secret)),
        }).toEqual({ title: titleOf(procedure), leaked: [] });
      }
    }
  });

  it('lets in whom it is for, so that the refusals above were for who asked and not for what', async () => {
    const faults: string[] = [];
    for (const procedure of [...PROCEDURES.filter(({ context }) => context !== 'identity'), ...ABOUT_PEOPLE]) {
      for (const transport of TRANSPORTS) {
        if (
          procedure.definition.access.kind === 'internal' ||
          (transport === 'REST' && procedure.definition.rest === null)
        )
          continue;
        if (transport === 'tRPC' && ONLY_ONCE.has(titleOf(procedure))) continue;
        const answers = await Promise.all(
          rightful(procedure).map((person) => call(procedure, transport, bearer(person))),
        );
        const isLetIn = ({ status, body }: Answer) =>
          status < 300 ||
          (status < 500 &&
            procedure.definition.errors.includes(String(body.code)) &&
            !/_not_found$/.test(String(body.code)));
        if (!answers.some(isLetIn) && !EXPECTED_MISSES.has(titleOf(procedure))) {
          faults.push(
            `${transport} ${titleOf(procedure)}: ${answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`).join(' | ')}`,
          );
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

/** What REST has done already cannot be done again. */
const ONLY_ONCE = new Set([
  'stores.removeMember',
  'identity.revokeSession',
  'identity.revokeMySessions',
  'catalog.deleteProduct',
  'catalog.restoreProduct',
  'catalog.removeMedia',
  'webhooks.deleteEndpoint',
]);

/** A cart is opened by its own guest token and a webhook by a signature; a draft is for nobody's wishlist. */
const EXPECTED_MISSES = new Set(['catalog.addToWishlist', 'ordering.mergeCart', 'payments.receiveWebhook']);

const bearer = (person: string): Record<string, string> => ({ authorization: `Bearer ${tokenOf(person)}` });

function rightful({ definition, name }: Procedure): string[] {
  // Whoever ends their sessions plays no further part.
  if (name === 'revokeMySessions') return [PEOPLE.rivalStaff];
  if (definition.access.kind === 'admin') return [OPERATOR];
  if (definition.access.kind === 'store') return [PEOPLE.owner];
  return definition.access.kind === 'party' ? [PEOPLE.buyer, PEOPLE.owner] : [PEOPLE.buyer];
}

function headersOf(caller: CallerKind, { definition }: Procedure): Record<string, string>[] {
  switch (caller) {
    case 'nobody':
      return [{}];
    case 'guest':
      return [{ 'x-guest-token': 'a-guest-token-that-opens-nothing' }];
    case 'stranger':
      return [bearer(PEOPLE.stranger)];
    case 'member of another store':
      return [bearer(PEOPLE.rivalStaff)];
    case 'owner of another store':
      return [bearer(PEOPLE.rival)];
    case 'wrong role': {
      const { access } = definition;
      if (access.kind === 'admin') return [bearer(PEOPLE.owner), bearer(PEOPLE.manager)];
      if (access.kind !== 'store') return [];
      return (['manager', 'staff'] as const)
        .filter((role) => !access.roles.includes(role))
        .map((role) => bearer(PEOPLE[role]));
    }
  }
}

function faultsOf(title: string, { status, body, mediaType }: Answer, verdict: Exclude<Verdict, 'free'>): string[] {
  const isRefused =
    status === verdict.status &&
    verdict.code.test(String(body.code)) &&
    body.status === status &&
    typeof body.detail === 'string';
  const isProblem = title.startsWith('REST')
    ? mediaType === 'application/problem+json'
    : mediaType === 'application/json';
  return isRefused && isProblem
    ? []
    : [
        `${title}: expected ${verdict.status} ${verdict.code.source}, got ${status} ${mediaType} ${JSON.stringify(body)}`,
      ];
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { allProcedures, type Input, type Procedure, send, TRANSPORTS } from './support/calls.ts';
import { hasNaughtyList, naughtyStrings } from './support/naughty-strings.ts';
import { OPERATOR, tokenOf } from './support/people.ts';
import { fieldsOf, isText, replaced, wrongValues } from './support/probes.ts';
import { comeToRest } from './support/proofs.ts';
import { type Known, sampleInput } from './support/sample-input.ts';
import { setStage, type Stage } from './support/stage.ts';
import { inParallel } from './support/until.ts';
import { faultOf, isElsewhere, isTaken, type Probe } from './support/verdict.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';

const PROCEDURES = allProcedures().filter(
  ({ definition }) => definition.access.kind !== 'internal' && definition.rest !== null,
);
const WIDTH = 8;
/** Calls that would end the play for those who still have to call. */
const AS_SOMEBODY_ELSE = new Set(['revokeMySessions', 'revokeSessions', 'disableUser', 'withdrawRole', 'grantRole']);
const SHOWN = 40;
/** 99,000 calls with `HAAT_NAUGHTY=all`; one in so many without. Prime strides, so that over all fields every string has its turn. */
const STRIDE = process.env.HAAT_NAUGHTY === 'all' ? { taken: 1, refused: 1 } : { taken: 3, refused: 17 };

describe('bad input', () => {
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

  const sampleOf = (procedure: Procedure): Input =>
    sampleInput(
      procedure,
      { ...known, ...(AS_SOMEBODY_ELSE.has(procedure.name) ? { userId: known.bystanderId } : {}) },
      { full: true },
    );

  const probesFor = (
    procedure: Procedure,
    valuesFor: (field: ReturnType<typeof fieldsOf>[number]) => readonly unknown[],
  ): Omit<Probe, 'transport'>[] => {
    const sample = sampleOf(procedure);
    const cursor =
      'cursor' in (procedure.definition.input as unknown as { shape?: object }).shape!
        ? [{ path: ['cursor'], schema: { type: 'string' } }]
        : [];
    return [...fieldsOf(procedure, sample), ...cursor].flatMap((field) =>
      valuesFor(field).map((value) => {
        const input =
          field.path[0] === 'cursor' ? { ...sample, cursor: value } : (replaced(sample, field.path, value) as Input);
        return { procedure, path: field.path, value, input };
      }),
    );
  };

  const run = async (probes: readonly Probe[]): Promise<string[]> => {
    const faults = await inParallel(probes, WIDTH, async (probe) => {
      const headers = {
        authorization: `Bearer ${tokenOf(callerOf(probe.procedure))}`,
        ...(probe.procedure.definition.kind === 'mutation' ? { 'idempotency-key': randomUUID() } : {}),
      };
      return faultOf(probe, await send(stage.url, probe.procedure, probe.transport, { input: probe.input, headers }));
    });
    return faults.filter((fault) => fault !== undefined);
  };

  const overBoth = (probe: Omit<Probe, 'transport'>): Probe[] =>
    TRANSPORTS.map((transport) => ({ ...probe, transport }));
  /** Both transports meet every field; twice the calls would say little more. */
  const overEither = (probe: Omit<Probe, 'transport'>, index: number): Probe => ({
    ...probe,
    transport: TRANSPORTS[index % 2]!,
  });

  it('of a wrong kind, size or form is refused with the field and the rule, and nothing is changed', async () => {
    const probes = PROCEDURES.flatMap((procedure) => probesFor(procedure, wrongValues)).flatMap(overBoth);
    const refused = probes.filter((probe) => !isTaken(probe) && !isElsewhere(probe));
    expect(refused.length).toBeGreaterThan(3000);
    const before = await stage.tables.fingerprint();
    expect((await run(refused)).slice(0, SHOWN)).toEqual([]);
    expect(await stage.tables.fingerprint()).toEqual(before);
  });

  it('that a schema lets through is answered with a success or a reason, never with a fault of ours', async () => {
    const probes = PROCEDURES.flatMap((procedure) => probesFor(procedure, wrongValues)).flatMap(overBoth);
    expect((await run(probes.filter(isTaken))).slice(0, SHOWN)).toEqual([]);
  });

  (hasNaughtyList ? it : it.skip)(
    'finds the big list of naughty strings (HAAT_NAUGHTY_STRINGS, or shared/data beside the repository)',
    () => {
      expect(naughtyStrings().length).toBeGreaterThan(500);
    },
  );

  it('from the list of naughty strings, in every field of text, is refused or taken and never a fault of ours', async () => {
    const strings = naughtyStrings();
    const probes = PROCEDURES.flatMap((procedure) =>
      probesFor(procedure, (field) => (isText(field) ? strings : [])),
    ).map(overEither);
    const taken = probes.filter(isTaken).filter(inTurn(STRIDE.taken));
    const refused = probes.filter((probe) => !isTaken(probe) && !isElsewhere(probe)).filter(inTurn(STRIDE.refused));
    expect(taken.length + refused.length).toBeGreaterThan(10_000);
    expect((await run(taken)).slice(0, SHOWN)).toEqual([]);
    await comeToRest(stage.tables);
    const before = await stage.tables.fingerprint();
    expect((await run(refused)).slice(0, SHOWN)).toEqual([]);
    expect(await stage.tables.fingerprint()).toEqual(before);
  });
});

/** The strings take turns over the fields, so that each is sent to many fields and each field gets many. */
const inTurn =
  (stride: number) =>
  (_probe: Probe, index: number): boolean =>
    index % stride === 0;

function callerOf({ definition }: Procedure): string {
  if (definition.access.kind === 'admin') return OPERATOR;
  if (definition.access.kind === 'store') return PEOPLE.owner;
  return PEOPLE.buyer;
}

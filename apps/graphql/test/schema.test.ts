import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { type Contract, contracts } from '@haat/contracts';
import { usedProcedures } from '../src/schema/from-contracts/procedures.ts';
import { schema } from '../src/schema/index.ts';
import { printedSchema } from '../src/schema/printed-schema.ts';
import { undescribed } from '../src/schema/words.ts';

const file = (name: string): URL => new URL(`../${name}`, import.meta.url);
const RELEASED = file('schema.released.graphql');

/** Asked for by the loaders, sent as bytes over REST, or sent by the provider. */
const ELSEWHERE = [
  'stores.storesByIds',
  'catalog.productsByIds',
  'catalog.addMedia',
  'catalog.getMedia',
  'catalog.importProducts',
  'payments.receiveWebhook',
];
/** Its values are the names of messages on every wire. */
const AS_ON_THE_WIRE = 'LiveEventType';

const breaking = async (from: string, to: string): Promise<string[]> =>
  (await diff(buildSchema(from), buildSchema(to)))
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);

describe('the schema', () => {
  it('is committed as it is; `node apps/graphql/src/print-schema.ts` writes it anew', () => {
    expect(printedSchema()).toBe(readFileSync(file('schema.graphql'), 'utf8'));
  });

  it('breaks nothing that was released', async () => {
    expect(existsSync(RELEASED)).toBe(true);
    expect(await breaking(readFileSync(RELEASED, 'utf8'), printedSchema())).toEqual([]);
  });

  it('would be told of what breaks, and of nothing that is added', async () => {
    const before = 'type Query { a: Int b(x: Int): Int }';
    expect(await breaking(before, 'type Query { a: Int b(x: Int): Int c: Int }')).toEqual([]);
    expect(await breaking(before, 'type Query { a: String b(x: Int!): Int }')).toHaveLength(2);
    expect(await breaking(before, 'type Query { a: Int }')).toEqual(["Field 'b' was removed from object type 'Query'"]);
  });

  it('says of everything what it is', () => {
    const silent = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith('__')) return [];
      const own = type.description ? [] : [type.name];
      const parts =
        isObjectType(type) || isInterfaceType(type)
          ? Object.values(type.getFields()).flatMap((field) => [field, ...field.args])
          : isInputObjectType(type)
            ? Object.values(type.getFields())
            : [];
      return [...own, ...parts.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`)];
    });
    expect(silent).toEqual([]);
    expect(undescribed()).toEqual([]);
  });

  it('has a door for every procedure that is open to anybody', () => {
    const all = Object.values(contracts as Record<string, Contract>).flatMap(({ name, procedures }) =>
      Object.entries(procedures).flatMap(([procedure, { access }]) =>
        access.kind === 'internal' ? [] : [`${name}.${procedure}`],
      ),
    );
    const used = usedProcedures();
    expect(all.filter((procedure) => !used.has(procedure))).toEqual(ELSEWHERE);
  });

  it('writes constants in capitals', () => {
    const enums = Object.values(schema.getTypeMap()).filter(
      (type) => isEnumType(type) && !type.name.startsWith('__') && type.name !== AS_ON_THE_WIRE,
    );
    const names = enums.flatMap((type) => (isEnumType(type) ? type.getValues().map(({ name }) => name) : []));
    expect(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});

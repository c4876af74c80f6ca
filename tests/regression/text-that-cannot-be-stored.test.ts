import { describe, expect, it } from '@jest/globals';
import { contracts, type ProcedureDefinition } from '@haat/contracts';
import { z } from 'zod';

/**
 * Text with a NUL went through the schema of the ledger's filters and of a card's token, and PostgreSQL refused it with
 * a 500. Every field of text of every procedure that can be called from outside must refuse it by itself.
 */
describe('text that cannot be stored', () => {
  /** Bytes that are only compared with a signature, and what is only looked for: search takes any string. */
  const NEVER_STORED = new Set([
    'payments.receiveWebhook.signature',
    'payments.receiveWebhook.payload',
    'catalog.searchProducts.q',
    'catalog.suggest.q',
  ]);

  const procedures = Object.values(contracts).flatMap((contract) =>
    Object.entries(contract.procedures as Record<string, ProcedureDefinition>)
      .filter(([, { access }]) => access.kind !== 'internal')
      .map(([name, { input }]) => ({ title: `${contract.name}.${name}`, input })),
  );

  it('is looked for in every field of text', () => {
    expect(procedures.flatMap(({ title, input }) => textsIn(input, title)).length).toBeGreaterThan(100);
  });

  it.each(['\u0000', '\ud800'])('is refused in every field of every procedure (%j)', (character) => {
    const takers = procedures.flatMap(({ title, input }) =>
      textsIn(input, title)
        .filter(({ schema }) => takes(schema, character))
        .map(({ path }) => path),
    );
    expect(takers.filter((path) => !NEVER_STORED.has(path))).toEqual([]);
  });
});

type Text = { readonly path: string; readonly schema: z.ZodType };

/** Long enough for any minimum, and in front of, behind and between what a pattern may look for. */
const takes = (schema: z.ZodType, character: string): boolean =>
  [`${character}aaaaaaaaaaaaaaaaa`, `aaaaaaaaaaaaaaaaa${character}`, `AA${character}AA`, `aa${character}aa`].some(
    (value) => schema.safeParse(value).success,
  );

function textsIn(schema: z.ZodType, path: string): Text[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
      textsIn(field, `${path}.${name}`),
    );
  if (schema instanceof z.ZodArray) return textsIn(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodRecord)
    return [
      ...textsIn(schema.keyType as z.ZodType, `${path}{key}`),
      ...textsIn(schema.valueType as z.ZodType, `${path}{}`),
    ];
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap((option) => textsIn(option, path));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return textsIn(schema.unwrap() as z.ZodType, path);
  return schema.safeParse(1).success || schema instanceof z.ZodEnum ? [] : [{ path, schema }];
}

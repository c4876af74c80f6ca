import { type ContextName, contracts, type Contract, type ProcedureDefinition } from '@haat/contracts';
import type { z } from 'zod';
import type { Ask, ProcedureName } from '../../upstream/upstream.ts';
import { coreOf, type Shape, shapeOf } from './read-schema.ts';
import { toWire } from './to-wire.ts';

const used = new Set<string>();

/** The procedures that something of the schema was made from; a test looks for those that were forgotten. */
export const usedProcedures = (): ReadonlySet<string> => used;

export function definitionOf(context: ContextName, procedure: string): ProcedureDefinition {
  const definition = (contracts[context] as Contract).procedures[procedure];
  used.add(`${context}.${procedure}`);
  if (definition === undefined) throw new Error(`${context} has no procedure ${procedure}`);
  return definition;
}

export const inputShape = (context: ContextName, procedure: string, omit: readonly string[] = []): Shape =>
  Object.fromEntries(
    Object.entries(shapeOf(definitionOf(context, procedure).input)).filter(([field]) => !omit.includes(field)),
  );

export const outputSchema = (context: ContextName, procedure: string): z.ZodType =>
  definitionOf(context, procedure).output;

/** What stands within an output, by the way to it; `[]` goes into a list. */
export function schemaAt(context: ContextName, procedure: string, ...path: readonly string[]): z.ZodType {
  return path.reduce<z.ZodType>(
    (schema, step) => {
      const { core } = coreOf(schema);
      if (step === '[]') return coreOf((core as z.ZodArray).element as z.ZodType).core;
      return coreOf(shapeOf(core)[step]!).core;
    },
    outputSchema(context, procedure),
  );
}

/** The alternatives of an output by their outcome. */
export function alternativesOf(context: ContextName, procedure: string): Readonly<Record<string, z.ZodType>> {
  const options = (outputSchema(context, procedure) as z.ZodDiscriminatedUnion).options as z.ZodType[];
  return Object.fromEntries(options.map((option) => [(shapeOf(option).outcome as z.ZodLiteral<string>).value, option]));
}

/** Calls a procedure with arguments of GraphQL. */
export function askWith<C extends ContextName>(
  ask: Ask,
  { context, procedure }: { context: C; procedure: ProcedureName<C> },
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const input = toWire(definitionOf(context, procedure).input, args);
  return ask(context, procedure, input as never) as Promise<unknown>;
}

import { type z } from 'zod';
import { type ContextName } from '@haat/contracts';
import { coreOf } from './from-contracts/read-schema.ts';
import { nameEnum } from './from-contracts/enums.ts';
import { inputShape, schemaAt } from './from-contracts/procedures.ts';

const valuesOf = (schema: z.ZodType): string[] => (coreOf(schema).core as z.ZodEnum).options.map(String);

const ofOutput = (name: string, context: ContextName, procedure: string, ...path: string[]): void =>
  nameEnum(name, valuesOf(schemaAt(context, procedure, ...path)));

const ofInput = (name: string, context: ContextName, procedure: string, field: string): void =>
  nameEnum(name, valuesOf(inputShape(context, procedure)[field]!));

/** Sets of values that several types share are named here; others are called after where they stand. */
ofOutput('StoreStatus', 'stores', 'getStore', 'status');
ofOutput('StoreRole', 'stores', 'listMembers', 'items', '[]', 'role');
ofOutput('ProductStatus', 'catalog', 'getProduct', 'status');
ofInput('ProductSort', 'catalog', 'listProducts', 'sort');
ofOutput('OrderStatus', 'ordering', 'getOrder', 'status');
ofOutput('CancelReason', 'ordering', 'getOrder', 'cancelReason');

import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './index.ts';

/** The schema as it is committed: in the order of names, so that a difference is a difference. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

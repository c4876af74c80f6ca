import { writeFileSync } from 'node:fs';
import { printedSchema } from './schema/printed-schema.ts';

/** Writes schema.graphql anew: `node apps/graphql/src/print-schema.ts`. */
writeFileSync(new URL('../schema.graphql', import.meta.url), printedSchema());

import { builder } from './builder.ts';
import './scalars.ts';
import './enums.ts';
import './stores.ts';
import './catalog.ts';

/** The whole schema; its parts have added themselves. */
export const schema = builder.toSchema();

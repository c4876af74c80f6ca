export { type Correction, correctionsOf } from './spelling/spelling.ts';
export { Vocabulary } from './spelling/vocabulary.ts';

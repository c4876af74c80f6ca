import { createHash } from 'node:crypto';

export type Person = { readonly handle: string; readonly name: string };

/** Who can be chosen on the page. */
export const DEMO_PEOPLE: readonly Person[] = [
  { handle: 'aiko', name: 'Aiko Tanaka' },
  { handle: 'somchai', name: 'Somchai Rattanakul' },
  { handle: 'mei', name: 'Mei-Ling Chen' },
  { handle: 'haruto', name: 'Haruto Sato' },
];

/** What LINE calls somebody: `U` and 32 hexadecimal digits, the same each time. Tests may make people up. */
export const subjectOf = (handle: string): string =>
  `U${createHash('sha256').update(handle).digest('hex').slice(0, 32)}`;

export const personOf = (handle: string): Person =>
  DEMO_PEOPLE.find((person) => person.handle === handle) ?? { handle, name: handle };

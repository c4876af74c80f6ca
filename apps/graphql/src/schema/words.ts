import { FIELDS } from './vocabulary.ts';
import { TYPES } from './words-of-types.ts';

/** Descriptions for users, by place or by word: most words mean the same wherever they stand. */
export const describeField = (typeName: string, field: string): string =>
  FIELDS[`${typeName}.${field}`] ?? FIELDS[field] ?? missing(`${typeName}.${field}`);

export const describeArgument = (place: string, field: string): string =>
  FIELDS[`${place}(${field})`] ?? FIELDS[field] ?? missing(`${place}(${field})`);

export function describeType(name: string): string {
  const known = TYPES[name];
  if (known !== undefined) return known;
  if (name.endsWith('Payload')) return `What ${inWords(name.slice(0, -7))} answers.`;
  if (name.endsWith('Input')) return `What ${inWords(name.slice(0, -5))} takes.`;
  return missing(name);
}

export const describeEnum = (name: string): string => TYPES[name] ?? missing(name);

export const describeConnection = (name: string): string => `A page of ${inWords(name)}s.`;

const inWords = (name: string): string => name.replaceAll(/(?<!^)([A-Z])/g, ' $1').toLowerCase();

const unknownWords = new Set<string>();

function missing(place: string): string {
  unknownWords.add(place);
  return `${inWords(place.split(/[.(]/).at(-1)!.replace(')', ''))}.`;
}

/** Places without a description; a test keeps it empty. */
export const undescribed = (): readonly string[] => [...unknownWords];

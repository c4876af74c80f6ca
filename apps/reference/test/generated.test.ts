import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Contract, contracts } from '@haat/contracts';
import { isKnownCode } from '../src/errors.ts';
import { breakingChanges } from '../src/generation/compatibility.ts';
import { eventSchemas } from '../src/generation/event-schemas.ts';
import {
  ERROR_KINDS_MODULE,
  EVENTS_FOLDER,
  generated,
  generatedErrorKinds,
  isUpToDate,
} from '../src/generation/generate.ts';

const ROOT = join(import.meta.dirname, '../../..');
const committed = (file: string) =>
  JSON.parse(readFileSync(join(ROOT, EVENTS_FOLDER, file), 'utf8')) as Record<string, unknown>;

describe('what is made from the contracts and committed', () => {
  it('is up to date; `npm run references` makes it anew', async () => {
    const stale = [...(await generated(ROOT))].filter(([path, text]) => !isUpToDate(path, text, ROOT));
    expect(stale.map(([path]) => path)).toEqual([]);
    expect(isUpToDate(ERROR_KINDS_MODULE, generatedErrorKinds(ROOT), ROOT)).toBe(true);
  });

  it('knows the kind of every declared code', () => {
    const declared = (Object.values(contracts) as Contract[]).flatMap(({ procedures }) =>
      Object.values(procedures).flatMap(({ errors }) => errors),
    );
    expect(declared.filter((code) => !isKnownCode(code))).toEqual([]);
  });
});

describe('events', () => {
  const schemas = eventSchemas();
  const files = readdirSync(join(ROOT, EVENTS_FOLDER));

  it('are never taken back under the same version', () => {
    expect(files.filter((file) => !schemas.has(file))).toEqual([]);
  });

  it.each(files)('stay readable for those who read %s', (file) => {
    expect(breakingChanges(committed(file), schemas.get(file) ?? {})).toEqual([]);
  });

  it('are told apart by what breaks their readers', () => {
    const before = {
      type: 'object',
      properties: { id: { type: 'string' }, by: { type: 'string', enum: ['a'] }, lines: { type: 'array', items: {} } },
      required: ['id', 'by'],
    };
    const changed = (properties: object, required = ['id', 'by']) =>
      breakingChanges(before, { ...before, required, properties: { ...before.properties, ...properties } });
    expect(changed({ more: { type: 'string' } })).toEqual([]);
    expect(changed({ id: { type: 'integer' } })).toEqual(['id is another type']);
    expect(changed({ id: undefined })).toEqual(['id is gone']);
    expect(changed({ by: { type: 'string', enum: ['a', 'b'] } })).toEqual(['by has new choices: b']);
    expect(changed({}, ['id'])).toEqual(['by may be missing']);
  });
});

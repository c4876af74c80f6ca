import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { resolve } from 'node:path';
import { BANS, PROJECT_WALLS, ROOM_WALLS, type Planted } from './planted.ts';

const root = resolve(import.meta.dirname, '../..');
const linter = new ESLint({ cwd: root });

/** The rules that a file with this text breaks; the file itself need not exist. */
async function brokenRules(file: string, text: string): Promise<string[]> {
  const results = await linter.lintText(text, { filePath: resolve(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

// A rule that never fires looks the same as a clean house: each one is broken here on purpose.
function holds(rule: string, planted: readonly Planted[]) {
  describe.each(planted)('$wall', ({ refused, allowed }) => {
    it.each(refused)('refuses, in %s: %s', async (file, text) => {
      expect(await brokenRules(file, text)).toEqual([rule]);
    });

    it.each(allowed)('allows, in %s: %s', async (file, text) => {
      expect(await brokenRules(file, text)).toEqual([]);
    });
  });
}

describe('walls between projects', () => holds('haat/project-walls', PROJECT_WALLS));
describe('walls between the rooms of a service', () => holds('haat/room-walls', ROOM_WALLS));
describe.each(BANS)('banned by $rule', ({ rule, planted }) => holds(rule, planted));

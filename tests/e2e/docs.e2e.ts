import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf, isAsShown, printedBy, scriptOf } from './support/commands.ts';
import { setStage, type Stage } from './support/stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/api');

const read = (page: string): string => readFileSync(join(FOLDER, page), 'utf8');

/** The start page says which pages there are, and in which order they are read. */
const PAGES = ['README.md', ...[...read('README.md').matchAll(/^\d+\. \[.*?\]\((.*?)\)/gm)].map((match) => match[1]!)];
const COMMANDS = PAGES.flatMap((page) => commandsOf(page, read(page)));
const TIMEOUT_MS = 120_000;

describe('the documentation of the interfaces', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ withAuthEmulator: true });
  });
  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  it('lists all its pages', () => {
    expect([...PAGES].sort()).toEqual(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith('.md'))
        .sort(),
    );
  });

  it('holds commands that do what they are said to do', async () => {
    const { output, errors, status } = await runShell(scriptOf(COMMANDS), { HAAT: stage.url });
    const printed = printedBy(output);
    const results = COMMANDS.map(({ page, script, expected }, index) => ({
      page,
      script,
      printed: printed[index] ?? '(it was not reached)',
      expected,
    }));
    const faults = results.filter(({ printed: said, expected }) => expected !== null && !isAsShown(said, expected));
    expect({ faults, errors: status === 0 ? '' : errors, status }).toEqual({ faults: [], errors: '', status: 0 });
  });
});

function runShell(script: string, variables: NodeJS.ProcessEnv) {
  return new Promise<{ output: string; errors: string; status: number | null }>((resolve, reject) => {
    // A group of its own, so that what a page leaves running ends with it.
    const shell = spawn('bash', ['-c', script], {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const killAll = () => {
      try {
        process.kill(-shell.pid!, 'SIGKILL');
      } catch {
        // Nothing of it runs any more.
      }
    };
    const timer = setTimeout(killAll, TIMEOUT_MS);
    let [output, errors] = ['', ''];
    shell.stdout.on('data', (chunk) => (output += String(chunk)));
    shell.stderr.on('data', (chunk) => (errors += String(chunk)));
    shell.on('error', reject);
    shell.on('exit', () => {
      clearTimeout(timer);
      killAll();
    });
    shell.on('close', (status) => resolve({ output, errors, status }));
  });
}

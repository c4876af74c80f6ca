import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '4.32.*';
const OLDEST_PYTHON = '3.11';
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/haat/schemathesis-4.32');
const INSTALL_TIMEOUT_MS = 240_000;

const run = promisify(execFile);

/** The fuzzer, or why it cannot be had here. */
export type Tool = { readonly folder: string; readonly missing: null } | { readonly missing: string };

/** Finds schemathesis where an earlier run put it, or installs it from PyPI into a folder of its own. */
export async function findSchemathesis(): Promise<Tool> {
  if (existsSync(CACHE)) return { folder: CACHE, missing: null };
  const newEnough = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.replace('.', ', ')}))`;
  if (!(await succeeds('python3', ['-c', newEnough]))) return { missing: `Python ${OLDEST_PYTHON} is not here` };
  const folder = `${CACHE}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  const install = ['-m', 'pip', 'install', '--quiet', '--target', folder, `schemathesis==${VERSION}`];
  if (!(await succeeds('python3', install))) {
    await rm(folder, { recursive: true, force: true });
    return { missing: `schemathesis ${VERSION} could not be installed from PyPI` };
  }
  // Half an installation is never taken for a whole one.
  await rename(folder, CACHE).catch(() => rm(folder, { recursive: true, force: true }));
  return { folder: CACHE, missing: null };
}

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args, { timeout: INSTALL_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );

export type Fuzz = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where reports and the configuration go. */
  readonly folder: string;
  /** Values that exist, by the name of the parameter. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Operations of which all edges are tried, one by one. */
  readonly covers: readonly string[];
  readonly leaveOut: readonly string[];
  /** How many random requests each operation gets. */
  readonly examples: number;
};

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];
/** The same input every time: what it finds can be found again. One worker, since its threads disturb each other. */
const SEED = '20260301';
/** Most parameters should exist, and some must not. */
const SHARE_OF_KNOWN = 0.8;

/** Fuzzes what the reference declares, as one identity. @returns what was found, or nothing */
export async function fuzz(python: string, options: Fuzz): Promise<string> {
  const { folder, covers, leaveOut, examples } = options;
  const config = join(folder, 'schemathesis.toml');
  await mkdir(folder, { recursive: true });
  await writeFile(config, toToml(options.known));
  const where = { cwd: folder, env: { ...process.env, PYTHONPATH: python, PYTHONUTF8: '1' } };
  const passes = [['--phases', 'fuzzing', '--max-examples', String(examples), ...operationIds('exclude', leaveOut)]];
  const covered = covers.filter((operation) => !leaveOut.includes(operation));
  if (covered.length > 0) passes.unshift(['--phases', 'coverage', ...operationIds('include', covered)]);
  const found: string[] = [];
  for (const pass of passes) found.push(await outputOf([...argumentsOf(config, options), ...pass], where));
  return found.join('');
}

const argumentsOf = (config: string, { url, headers }: Fuzz): string[] => [
  ...['-m', 'schemathesis.cli', '--no-color', '--config-file', config, 'run', `${url}/v1/openapi.json`, '--url', url],
  ...['--checks', CHECKS.join(','), '--seed', SEED, '--generation-database', 'none', '--no-shrink'],
  ...['--continue-on-failure', '--warnings', 'off', '--request-timeout', '30', '--workers', '1'],
  ...['--suppress-health-check', 'all'],
  ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
];

const operationIds = (how: 'include' | 'exclude', operations: readonly string[]): string[] =>
  operations.flatMap((operation) => [`--${how}-operation-id`, operation]);

function toToml(known: Fuzz['known']): string {
  const names = Object.keys(known);
  return [
    '[parameters]',
    ...names.map((name) => `${name} = { dictionary = "${name}", probability = ${SHARE_OF_KNOWN} }`),
    ...names.map((name) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(known[name])}`),
    '',
  ].join('\n');
}

/** Longest part of a report that is shown, in characters: its end holds the summary. */
const MOST_SAID = 20_000;

type Where = { readonly cwd: string; readonly env: NodeJS.ProcessEnv };

/** Nothing where it ended well; else the whole of what it said. */
function outputOf(args: readonly string[], where: Where): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? '' : `it ended with ${code}\n${said.slice(-MOST_SAID)}`));
  });
}

/**
 * What lies between a clean clone and a running command. Everything in this file runs on any Node from 20 on, with
 * nothing installed; what it starts runs on the Node of node_modules, the one version the project is written for.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const OLDEST_NODE = 20;
const SIGN_OF_LIFE_MS = 15_000;

/** Installs what package-lock.json names, if that is not there yet. */
export async function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    throw new Error(`Haat needs Node ${OLDEST_NODE} or newer to set itself up; this is ${major}.`);
  if (!isInstalled()) await install();
}

/** Runs Node 24 with these arguments in the repository, and ends this process the way that one ended. */
export async function runAndExit(...nodeArguments) {
  process.exit(await run(...nodeArguments));
}

/** Runs Node 24 with these arguments in the repository; the answer is its exit code. */
export function run(...nodeArguments) {
  return wait(spawn(NODE, nodeArguments, { cwd: ROOT, stdio: 'inherit', env: environment() }));
}

function environment() {
  return { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` };
}

/**
 * npm keeps a record of what it installed and writes it last: an install that was cut short has none. Packages for
 * other platforms are optional and may be absent.
 */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(NODE) || !existsSync(record)) return false;
  const present = packagesIn(record);
  return Object.entries(packagesIn(join(ROOT, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) => {
      if (!path.includes('node_modules/')) return true;
      return present[path] ? present[path].version === version : Boolean(optional || devOptional);
    },
  );
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

async function install() {
  const packages = Object.keys(packagesIn(join(ROOT, 'package-lock.json'))).length;
  console.log(`Installing ${packages} packages into node_modules: once, and again when the lock file changes …`);
  const begin = Date.now();
  const seconds = () => Math.round((Date.now() - begin) / 1000);
  const signOfLife = setInterval(() => console.log(`  … still installing, ${seconds()} s`), SIGN_OF_LIFE_MS);
  // `npm ci` refuses a lock without the binaries of other platforms, and not every registry carries those: this takes
  // the same versions from the lock and leaves it as it is. On Windows npm is a script that only a shell can start.
  const npm = spawn('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const code = await wait(npm);
  clearInterval(signOfLife);
  if (code !== 0) throw new Error(`npm install ended with code ${code}; its own words stand above.`);
  checkNode();
  console.log(`Installed in ${seconds()} s.`);
}

/** An npm that skips install scripts leaves an empty shell of the package; better said here than guessed later. */
function checkNode() {
  const { status, stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${NODE} does not run. Were install scripts switched off (npm config ignore-scripts)?`);
  console.log(`Everything below runs on Node ${stdout.trim()} from node_modules.`);
}

/** A terminal sends Ctrl-C to the child as well; other signals reach only this process and are handed on. */
function wait(child) {
  const handOn = ['SIGTERM', 'SIGHUP'];
  const kill = (signal) => child.kill(signal);
  const ignore = () => {};
  process.on('SIGINT', ignore);
  for (const signal of handOn) process.on(signal, kill);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      for (const each of handOn) process.off(each, kill);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

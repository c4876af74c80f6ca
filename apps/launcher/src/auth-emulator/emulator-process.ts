/**
 * The process in which the Auth emulator runs: `emulator-process.ts <data folder> <project id> <port>`. It belongs to the
 * launcher and ends with it, however that one ends: the channel between them closes, and every account is on file already.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { AccountJournal } from './account-journal.ts';
import { loadFirebaseInternals, type ProjectState } from './firebase-internals.ts';
import { openKeptProject } from './kept-project.ts';

/** Several providers with one e-mail address are one account, and a second project on this port is a mistake. */
const REFUSE_OTHER_PROJECTS = 2;

const [dataDir, projectId, port] = process.argv.slice(2) as [string, string, string];

// What ends a terminal's programs reaches this one too; the services which still need it are stopped before it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

const internals = loadFirebaseInternals();
const projects = new Map<string, ProjectState>();
const app = await internals.createApp(projectId, REFUSE_OTHER_PROJECTS, projects);
const server = createServer(app);
server.listen(Number(port), '127.0.0.1');
await once(server, 'listening');
// Only now, when no other emulator can be at work on it, is the file read; requests are handled from the next turn on.
const journal = new AccountJournal(join(dataDir, 'accounts.jsonl'));
projects.set(projectId, openKeptProject(internals, projectId, journal));

process.on('message', (message) => {
  journal.flush();
  if (message === 'stop') process.disconnect();
  else process.send?.('flushed');
});
process.send?.('ready');

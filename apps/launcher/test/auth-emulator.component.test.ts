import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningAuthEmulator, startAuthEmulator } from '../src/auth-emulator/start-auth-emulator.ts';

type Answer = Record<string, string> & {
  users?: Record<string, unknown>[];
  verificationCodes?: Record<string, string>[];
};

const PROJECT = 'demo-haat';
const folders: string[] = [];
let dataDir: string;
let emulator: RunningAuthEmulator;

async function start(): Promise<void> {
  emulator = await startAuthEmulator({ dataDir, projectId: PROJECT, onProgress: () => {} });
}

async function crash(): Promise<void> {
  process.kill(emulator.pid, 'SIGKILL');
  await emulator.exited;
}

/** One call, as the owner of the project when it is about the project. */
async function call(path: string, body?: object): Promise<Answer> {
  const isAdmin = path.includes('projects/');
  const response = await fetch(`${emulator.url}${path}${isAdmin ? '' : '?key=any'}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(isAdmin ? { authorization: 'Bearer owner' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as Answer & { error?: { message: string } };
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
  return answer;
}

const accounts = (verb: string, body: object) =>
  call(`/identitytoolkit.googleapis.com/v1/accounts:${verb}`, { returnSecureToken: true, ...body });
const admin = (verb: string, body: object) =>
  call(`/identitytoolkit.googleapis.com/v1/projects/${PROJECT}/accounts:${verb}`, body);

function google(email: string, more: object = {}): Promise<Answer> {
  const token = JSON.stringify({ sub: `google-${email}`, email, email_verified: true });
  const postBody = `id_token=${encodeURIComponent(token)}&providerId=google.com`;
  return accounts('signInWithIdp', { requestUri: 'http://localhost', returnIdpCredential: true, postBody, ...more });
}

async function phone(phoneNumber: string): Promise<Answer> {
  const { sessionInfo } = await accounts('sendVerificationCode', { phoneNumber });
  const { verificationCodes = [] } = await call(`/emulator/v1/projects/${PROJECT}/verificationCodes`);
  const { code } = verificationCodes.find((sent) => sent.sessionInfo === sessionInfo) ?? {};
  return accounts('signInWithPhoneNumber', { sessionInfo, code });
}

function customToken(uid: string): Promise<Answer> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const audience = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';
  const token = `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ aud: audience, uid, iat: 1, exp: 4_000_000_000 })}.`;
  return accounts('signInWithCustomToken', { token });
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'haat-auth-'));
  folders.push(dataDir);
  await start();
});
afterEach(() => emulator.stop());
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('startAuthEmulator', () => {
  it('knows everybody again after a crash, in every way they can sign in', async () => {
    const password = { email: 'ana@example.com', password: 'correct horse' };
    const ana = await accounts('signUp', password);
    const linked = await google('ana@example.com', { idToken: ana.idToken });
    const bo = await google('bo@example.com');
    const chi = await phone('+5511912345678');
    const dee = await customToken('dee');
    const { port } = emulator;
    expect(linked.localId).toBe(ana.localId);

    await crash();
    await start();

    expect(emulator.port).toBe(port);
    expect((await accounts('signInWithPassword', password)).localId).toBe(ana.localId);
    expect((await google('ana@example.com')).localId).toBe(ana.localId);
    expect((await google('bo@example.com')).localId).toBe(bo.localId);
    expect((await phone('+5511912345678')).localId).toBe(chi.localId);
    expect((await customToken('dee')).isNewUser).toBe(false);
    expect(dee.isNewUser).toBe(true);
    const { users = [] } = await accounts('lookup', { idToken: ana.idToken });
    const providers = users[0]?.providerUserInfo as { providerId: string }[];
    expect(providers.map(({ providerId }) => providerId).sort()).toEqual(['google.com', 'password']);
  });

  it('keeps what an administrator decided, and the tokens that people hold', async () => {
    const ana = await accounts('signUp', { email: 'ana@example.com', password: 'correct horse' });
    const bo = await accounts('signUp', { email: 'bo@example.com', password: 'correct horse' });
    await admin('update', { localId: bo.localId, disableUser: true, validSince: '4000000000' });
    await admin('update', { localId: ana.localId, customAttributes: '{"role":"seller"}' });
    const gone = await accounts('signUp', { email: 'gone@example.com', password: 'correct horse' });
    await accounts('delete', { idToken: gone.idToken });

    await crash();
    await start();

    await expect(
      accounts('signInWithPassword', { email: 'bo@example.com', password: 'correct horse' }),
    ).rejects.toThrow('USER_DISABLED');
    const { users = [] } = await admin('lookup', { localId: [ana.localId, bo.localId, gone.localId] });
    expect(users).toMatchObject([{ customAttributes: '{"role":"seller"}' }, { validSince: '4000000000' }]);
    const refreshed = await call('/securetoken.googleapis.com/v1/token', {
      grantType: 'refresh_token',
      refreshToken: ana.refreshToken,
    });
    expect(refreshed.user_id).toBe(ana.localId);
  });

  it('makes one account of several providers with the same address', async () => {
    const first = await google('ana@example.com');
    await expect(accounts('signUp', { email: 'ana@example.com', password: 'correct horse' })).rejects.toThrow(
      'EMAIL_EXISTS',
    );
    const apple = JSON.stringify({ sub: 'apple-ana', email: 'ana@example.com', email_verified: true });
    const second = await accounts('signInWithIdp', {
      requestUri: 'http://localhost',
      postBody: `id_token=${encodeURIComponent(apple)}&providerId=apple.com`,
    });
    expect(second.localId).toBe(first.localId);
  });

  it('drops a line that a crash tore off, and keeps the file to itself', async () => {
    const ana = await accounts('signUp', { email: 'ana@example.com', password: 'correct horse' });
    await emulator.flush();
    await emulator.stop();
    const file = join(dataDir, 'accounts.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}{"account":{"localId":"ha`);
    await start();
    const again = await accounts('signInWithPassword', { email: 'ana@example.com', password: 'correct horse' });
    expect(again.localId).toBe(ana.localId);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('refuses a second emulator on the same accounts', async () => {
    const second = startAuthEmulator({ dataDir, projectId: PROJECT, onProgress: () => {} });
    await expect(second).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('ends when its launcher is killed', async () => {
    await emulator.stop();
    const launcher = fork(fileURLToPath(new URL('./launch-auth-emulator.ts', import.meta.url)), [dataDir], {
      execArgv: [],
    });
    const [{ url }] = (await once(launcher, 'message')) as [{ url: string }];
    launcher.kill('SIGKILL');
    const answers = () =>
      fetch(url).then(
        () => true,
        () => false,
      );
    while (await answers());
    await start();
    expect(emulator.url).toBe(url);
  });
});

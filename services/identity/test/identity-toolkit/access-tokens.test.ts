import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { createAccessTokens, createFirebaseAccounts } from '../../src/composition.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const CLIENT = 'haat@project.iam.gserviceaccount.com';

describe("a service account's access tokens", () => {
  let server: Server;
  let tokenUrl: string;
  let bodies: string[];
  let answer: { status: number; body: string };

  beforeEach(async () => {
    bodies = [];
    answer = { status: 200, body: JSON.stringify({ access_token: 'the-token', expires_in: 3600 }) };
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString());
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are asked for with a signed assertion, and kept', async () => {
    const tokens = createAccessTokens({ clientEmail: CLIENT, privateKey: PEM, tokenUrl });
    await expect(tokens.current()).resolves.toBe('the-token');
    await expect(tokens.current()).resolves.toBe('the-token');
    expect(bodies).toHaveLength(1);
    const form = new URLSearchParams(bodies[0]);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const rules = { issuer: CLIENT, audience: tokenUrl, algorithms: ['RS256'] };
    const { payload } = await jwtVerify(form.get('assertion')!, publicKey, rules);
    expect(payload.scope).toBe('https://www.googleapis.com/auth/identitytoolkit');
  });

  it('are asked for again when they were about to end or could not be had', async () => {
    const tokens = createAccessTokens({ clientEmail: CLIENT, privateKey: PEM, tokenUrl });
    answer = { status: 500, body: 'no' };
    await expect(tokens.current()).rejects.toMatchObject({ code: 'identity.accounts_unavailable' });
    answer = { status: 200, body: JSON.stringify({ access_token: 'short', expires_in: 299 }) };
    await expect(tokens.current()).resolves.toBe('short');
    await expect(tokens.current()).resolves.toBe('short');
    expect(bodies).toHaveLength(3);
  });

  it.each([
    [400, { error: { message: 'EMAIL_NOT_FOUND' } }, 'identity.wrong_credentials'],
    [400, { error: { message: 'INVALID_PASSWORD' } }, 'identity.wrong_credentials'],
    [400, { error: { message: 'INVALID_LOGIN_CREDENTIALS' } }, 'identity.wrong_credentials'],
    [400, { error: { message: 'USER_DISABLED' } }, 'identity.wrong_credentials'],
    [400, { error: { message: 'TOO_MANY_ATTEMPTS_TRY_LATER : Access was blocked' } }, 'identity.too_many_attempts'],
    [400, { error: { message: 'PASSWORD_LOGIN_DISABLED' } }, 'identity.password_sign_in_off'],
    [400, { error: { message: 'SOMETHING_NEW' } }, 'identity.accounts_unavailable'],
    [403, {}, 'identity.accounts_unavailable'],
    [503, { error: { message: 'EMAIL_NOT_FOUND' } }, 'identity.accounts_unavailable'],
    [200, { mfaPendingCredential: 'x' }, 'identity.wrong_credentials'],
  ])('and what Firebase says with %i %j is %s', async (status, body, code) => {
    answer = { status, body: JSON.stringify(body) };
    const accessTokens = { current: () => Promise.resolve('t') };
    const accounts = createFirebaseAccounts({ baseUrl: tokenUrl, projectId: 'p', apiKey: 'k', accessTokens });
    await expect(accounts.signIn('ana@example.com', 'a password')).rejects.toMatchObject({ code });
  });

  it('and nobody there is nobody away', async () => {
    const accessTokens = { current: () => Promise.resolve('t') };
    const options = { baseUrl: 'http://127.0.0.1:1', projectId: 'p', apiKey: 'k', accessTokens };
    await expect(createFirebaseAccounts(options).find({ email: 'ana@example.com' })).rejects.toMatchObject({
      code: 'identity.accounts_unavailable',
    });
  });
});

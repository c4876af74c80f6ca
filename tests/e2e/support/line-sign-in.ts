import { createHash, randomBytes } from 'node:crypto';
import { type Answer, readAnswer } from './calls.ts';

export type LineStart = { readonly verifier: string; readonly state: string; readonly authorizationUrl: string };

export const post = async (url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  readAnswer(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Begins as an app does, which keeps its verifier itself. */
export async function beginWithLine(url: string, input: object = {}): Promise<LineStart> {
  const verifier = randomBytes(32).toString('base64url');
  const { body } = await post(`${url}/v1/sign-in/line`, { codeChallenge: challengeOf(verifier), ...input });
  return { verifier, state: String(body.state), authorizationUrl: String(body.authorizationUrl) };
}

/** Does what a person does at the issuer: looks at the page and chooses who to be. */
export async function consentAtLine(
  authorizationUrl: string,
  { person = 'aiko', fault = 'none' }: { person?: string; fault?: string } = {},
): Promise<URL> {
  const page = await (await fetch(authorizationUrl)).text();
  const href = /href="([^"]*consent[^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  const consent = new URL(href, authorizationUrl);
  consent.searchParams.set('person', person);
  consent.searchParams.set('fault', fault);
  const answer = await fetch(consent, { redirect: 'manual' });
  return new URL(answer.headers.get('location')!);
}

export async function completeWithLine(
  url: string,
  begun: LineStart,
  { changes = {}, ...choice }: { person?: string; fault?: string; changes?: object } = {},
): Promise<Answer> {
  const back = await consentAtLine(begun.authorizationUrl, choice);
  const shown = { code: back.searchParams.get('code'), state: begun.state, codeVerifier: begun.verifier };
  return post(`${url}/v1/sign-in/line/complete`, { ...shown, ...changes });
}

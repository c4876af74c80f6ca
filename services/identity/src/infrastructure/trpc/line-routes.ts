import { createHash, randomBytes } from 'node:crypto';
import { InvalidInput } from '@haat/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Application } from '../../application/application.ts';
import { LineCodeRefused } from '../../domain/index.ts';
import { clearedLineCookie, lineCookie, lineVerifierIn } from './line-cookie.ts';
import { clientAddress } from './sign-in-handlers.ts';

const word = (maxLength: number) => z.string().min(1).max(maxLength);
const startQuery = z.object({ returnUrl: word(2000).optional() });
const callbackQuery = z.object({ state: word(200), code: word(2000).optional(), error: word(200).optional() });

/**
 * The two addresses of signing in with LINE that a browser visits by itself: the one that begins, for pages without a
 * script, and the one to which LINE sends back.
 */
export const lineRoutes =
  (app: Application, { isSecure }: { readonly isSecure: boolean }) =>
  (server: FastifyInstance) => {
    server.get('/v1/sign-in/line', async (request, reply) => {
      const { returnUrl = null } = parsed(startQuery, request);
      const verifier = randomBytes(32).toString('base64url');
      const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
      const begun = await app.signIn.startLineSignIn({ codeChallenge, returnUrl }, clientAddress(request.headers));
      return unseen(reply)
        .header('set-cookie', lineCookie(begun.state, verifier, { isSecure }))
        .redirect(begun.authorizationUrl, 302);
    });

    server.get('/v1/sign-in/line/callback', async (request, reply) => {
      const { state, code, error } = parsed(callbackQuery, request);
      const returnUrl = await app.signIn.lineReturnUrl(state);
      if (returnUrl !== null) return unseen(reply).redirect(sentOn(returnUrl, { state, code, error }), 303);
      if (code === undefined) throw new LineCodeRefused();
      const codeVerifier = lineVerifierIn(request.headers, state);
      const signedIn = await app.signIn.completeLineSignIn({ code, state, codeVerifier });
      return unseen(reply).header('set-cookie', clearedLineCookie(state)).send(signedIn);
    });
  };

/** What stands in these addresses and answers must reach no cache and no other site. */
const unseen = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

function parsed<Schema extends z.ZodType>(schema: Schema, request: FastifyRequest): z.output<Schema> {
  const result = schema.safeParse(request.query);
  if (!result.success) throw new InvalidInput(result.error);
  return result.data;
}

function sentOn(returnUrl: string, said: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(said)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

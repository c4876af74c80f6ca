import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
  OAuth2Issuer,
  OAuth2Service,
} from 'oauth2-mock-server';
import type { IncomingMessage } from 'node:http';
import { answerErrorsAsProblems } from '@haat/service-kit';
import Fastify from 'fastify';
import { authorizePage } from './authorize-page.ts';
import { requestFault } from './authorize-request.ts';
import { forgeClaims, forgeToken, isFault } from './faults.ts';
import { createGrants, type Grants } from './grants.ts';
import { personOf, subjectOf } from './people.ts';

export type LineIssuerOptions = {
  /** Where the outside reaches `/line`, without it. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Exactly these may be returned to, as at LINE's console. */
  readonly callbackUrls: readonly string[];
};

const PATHS = {
  authorize: '/line/oauth2/v2.1/authorize',
  consent: '/line/oauth2/v2.1/consent',
  token: '/line/oauth2/v2.1/token',
  jwks: '/line/oauth2/v2.1/certs',
  discovery: '/line/.well-known/openid-configuration',
} as const;

/** Stands in for LINE on one machine: a page to choose who one is, codes with PKCE, signed ID tokens, and their faults. */
export async function createLineIssuer(options: LineIssuerOptions): Promise<FastifyInstance> {
  const issuer = new OAuth2Issuer();
  issuer.url = `${options.publicUrl}/line`;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await issuer.keys.add({ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: randomUUID() });
  const service = new OAuth2Service(issuer, {
    authorize: PATHS.consent,
    token: PATHS.token,
    jwks: PATHS.jwks,
    wellKnownDocument: PATHS.discovery,
  });
  const grants = createGrants();
  grantCodes(service, grants);
  answerTokens(service, grants, {
    ...options,
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  });
  describe(service, options.publicUrl);
  return serve(service, options);
}

const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams => new URL(url, 'http://line').searchParams;

function grantCodes(service: OAuth2Service, grants: Grants): void {
  service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri, request: IncomingMessage) => {
    const query = queryOf(request);
    const fault = query.get('fault') ?? 'none';
    grants.add(url.searchParams.get('code') ?? '', {
      person: personOf(query.get('person') ?? ''),
      fault: isFault(fault) ? fault : 'none',
      clientId: query.get('client_id') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
    });
  });
}

type TokenRequest = IncomingMessage & { readonly body: Readonly<Record<string, unknown>> };
type TokenOptions = LineIssuerOptions & { readonly publicKey: string };

function answerTokens(service: OAuth2Service, grants: Grants, options: TokenOptions): void {
  service.on('beforeTokenSigning', (token: MutableToken, { body }: TokenRequest) => {
    const grant = grants.find(String(body.code));
    // Access tokens have no audience here; nobody reads them.
    if (grant === undefined || token.payload.aud === undefined) return;
    Object.assign(token.payload, { sub: subjectOf(grant.person.handle), name: grant.person.name });
    forgeClaims(token, grant.fault);
  });
  service.on('beforeResponse', (response: MutableResponse, { body }: TokenRequest) => {
    const grant = grants.use(String(body.code));
    const isClient = body.client_id === options.clientId && body.client_secret === options.clientSecret;
    const isGranted = grant?.redirectUri === body.redirect_uri && grant?.clientId === body.client_id;
    if (!isClient || !isGranted || typeof body.code_verifier !== 'string') {
      Object.assign(response, { statusCode: 400, body: { error: isClient ? 'invalid_grant' : 'invalid_client' } });
      return;
    }
    const { id_token: made, ...rest } = response.body as Record<string, unknown>;
    const idToken = forgeToken(String(made), grant?.fault ?? 'none', options);
    response.body = idToken === null ? rest : { ...rest, id_token: idToken };
    if (grant?.fault === 'server_error') response.statusCode = 500;
  });
}

/** The library joins its paths to the issuer's own address, which ends in the same `/line` that they begin with. */
function describe(service: OAuth2Service, publicUrl: string): void {
  service.on('beforeWellKnownOpenIdConfiguration', (response: MutableResponse) => {
    Object.assign(response.body, {
      authorization_endpoint: `${publicUrl}${PATHS.authorize}`,
      token_endpoint: `${publicUrl}${PATHS.token}`,
      jwks_uri: `${publicUrl}${PATHS.jwks}`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      id_token_signing_alg_values_supported: ['ES256', 'HS256'],
      code_challenge_methods_supported: ['S256'],
    });
  });
}

function serve(service: OAuth2Service, options: LineIssuerOptions): FastifyInstance {
  const app = Fastify();
  answerErrorsAsProblems(app, { onDefect: () => {} });
  // The library reads bodies itself.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.get(PATHS.authorize, (request, reply) => {
    const query = queryOf(request.raw);
    const fault = requestFault(query, options);
    if (fault !== null) return reply.code(400).send(fault);
    return reply.type('text/html; charset=utf-8').send(authorizePage(PATHS.consent, query));
  });
  app.get(PATHS.consent, (request, reply) => {
    const fault = requestFault(queryOf(request.raw), options);
    if (fault !== null) return reply.code(400).send(fault);
    reply.hijack();
    service.requestHandler(request.raw, reply.raw);
    return reply;
  });
  for (const [method, url] of [
    ['GET', PATHS.jwks],
    ['GET', PATHS.discovery],
    ['POST', PATHS.token],
  ] as const) {
    app.route({
      method,
      url,
      handler: (request, reply) => {
        reply.hijack();
        service.requestHandler(request.raw, reply.raw);
      },
    });
  }
  return app;
}

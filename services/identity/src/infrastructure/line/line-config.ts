import { allowInsecureRequests, Configuration, discovery, None } from 'openid-client';

/** Where LINE, or whoever stands in for it, is found: by its discovery document, or address by address. */
export type LineServer =
  | { readonly discoveryUrl: string }
  | {
      readonly issuer: string;
      readonly authorizationEndpoint: string;
      readonly tokenEndpoint: string;
      readonly jwksUri: string;
    };

export type LineOptions = {
  readonly server: LineServer;
  /** The channel's id and secret. The secret also signs the ID tokens of LINE's web login (HS256). */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our callback, as it is registered at LINE. */
  readonly callbackUrl: string;
  /** Plain HTTP, for an issuer on the same machine. */
  readonly allowHttp?: boolean;
};

/** LINE itself. */
export const LINE_SERVER: LineServer = { discoveryUrl: 'https://access.line.me/.well-known/openid-configuration' };

const DISCOVERY_TIMEOUT_S = 5;

export async function configurationOf({ server, clientId, allowHttp = false }: LineOptions): Promise<Configuration> {
  const insecure = allowHttp ? [allowInsecureRequests] : [];
  if ('discoveryUrl' in server) {
    const options = { execute: insecure, timeout: DISCOVERY_TIMEOUT_S };
    return discovery(new URL(server.discoveryUrl), clientId, {}, None(), options);
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, jwksUri } = server;
  const endpoints = { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint, jwks_uri: jwksUri };
  const configuration = new Configuration({ issuer, ...endpoints }, clientId, {}, None());
  for (const execute of insecure) execute(configuration);
  return configuration;
}

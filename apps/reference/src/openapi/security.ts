import { API_KEY_SCOPES, type ProcedureDefinition } from '@haat/contracts';
import type { Json } from '../json-schema.ts';

export const SECURITY_SCHEMES: Json = {
  firebase: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Firebase ID token' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-haat_session',
    description: 'The session of a browser, begun by `POST /v1/sessions`; over HTTP on loopback it is `haat_session`',
  },
  guest: { type: 'apiKey', in: 'header', name: 'X-Guest-Token', description: 'What `POST /v1/carts` gave to a guest' },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'haat_sk_…',
    description: `The API key of a store, with scopes among ${API_KEY_SCOPES.map((scope) => `\`${scope}\``).join(', ')}`,
  },
};

/** Which identities may call. The scope an API key needs stands beside it, as OpenAPI 3.1 allows for every scheme. */
export function securityOf(context: string, { access, kind }: ProcedureDefinition): Json[] {
  const person: Json[] = [{ firebase: [] }, { session: [] }];
  const scope = `${context}:${kind === 'mutation' ? 'write' : 'read'}`;
  const isForKeys = (API_KEY_SCOPES as readonly string[]).includes(scope);
  const key: Json[] = isForKeys ? [{ apiKey: [scope] }] : [];
  switch (access.kind) {
    case 'public':
      return [{}, ...person, ...key];
    case 'guest':
      return [...person, { guest: [] }];
    case 'party':
      return [...person, { guest: [] }, ...key];
    case 'store':
      return [...person, ...key];
    default:
      return person;
  }
}

export function accessSentence({ access }: ProcedureDefinition): string {
  switch (access.kind) {
    case 'store': {
      const roles = access.roles.filter((role) => role !== 'owner').map((role) => `, ${role}`);
      return `For members of the store (owner${roles.join('')}) and admins.`;
    }
    case 'party':
      return 'For those who take part in it, and admins; to others it does not exist.';
    case 'guest':
      return 'For signed-in users and for guests with a guest token.';
    case 'public':
      return 'For everybody.';
    case 'user':
      return 'For signed-in users.';
    case 'admin':
      return 'For admins.';
    case 'internal':
      return '';
  }
}

import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { File } from './file.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

export const User: Ref<Output<'identity', 'me'>> = output('User', schemaAt('identity', 'me'), {
  within: { identities: 'LinkedIdentity' },
});
export const Session: Ref<Output<'identity', 'createSession'>> = output(
  'Session',
  schemaAt('identity', 'createSession'),
);
export const ApiKey: Ref<Output<'identity', 'listApiKeys'>['items'][number]> = output(
  'ApiKey',
  schemaAt('identity', 'listApiKeys', 'items', '[]'),
);

builder.queryFields((t) => ({
  me: lookupField(t, { context: 'identity', procedure: 'me', type: User }),
  mySessions: connectionField(t, Session, { context: 'identity', procedure: 'listMySessions' }),
  exportMyData: lookupField(t, { context: 'identity', procedure: 'exportMyData', type: File }),
  user: lookupField(t, { context: 'identity', procedure: 'getUser', type: User }),
  users: connectionField(t, User, { context: 'identity', procedure: 'listUsers' }),
  apiKeys: connectionField(t, ApiKey, { context: 'identity', procedure: 'listApiKeys' }),
}));

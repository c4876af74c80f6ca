import { clientMessages, liveEnvelope, liveMessages, liveProblem, room, type ClientMessageName } from '@haat/contracts';
import { z } from 'zod';
import { draft7Schema, type Json } from '../json-schema.ts';

const sequence = () => z.int().min(0);

/** What the server sends beside the messages of rooms. */
const NOTICES = {
  resume_gap: z.object({ room: room(), after: sequence(), sequence: sequence() }),
  error: z.object({ problem: liveProblem(), room: room().optional() }),
};
const CLIENT_NAMES = Object.keys(clientMessages) as ClientMessageName[];
const ANSWER = 'liveAnswer';

const reference = (name: string): [string, Json] => [name, { $ref: `#/components/messages/${name}` }];

const TOLD = Object.keys(liveMessages).map((type) => `live.${type}`);
const NOTICED = Object.keys(NOTICES).map((name) => `live.${name}`);
const SAID = CLIENT_NAMES.map((name) => `client.${name}`);

/** The one channel of live updates. */
export const socketChannel = (): Json => ({
  address: '/socket.io/',
  description: 'Socket.IO. The handshake shows a token, a guest token, or the cookie of the session.',
  messages: Object.fromEntries([...TOLD, ...NOTICED, ...SAID, ANSWER].map(reference)),
});

const channel = { $ref: '#/channels/live' };
const inChannel = (name: string): Json => ({ $ref: `#/channels/live/messages/${name}` });

export const socketOperations = (): Json => ({
  'live.tell': {
    action: 'send',
    channel,
    summary: 'Tells a room what happened; sequences of a room begin at 1 and have no gaps',
    messages: [...TOLD, ...NOTICED].map(inChannel),
  },
  ...Object.fromEntries(
    SAID.map((name) => [
      name,
      { action: 'receive', channel, messages: [inChannel(name)], reply: { channel, messages: [inChannel(ANSWER)] } },
    ]),
  ),
});

export const socketMessages = (): Json => ({
  ...Object.fromEntries(
    Object.entries(liveMessages).map(([type, data]) => {
      const schema = liveEnvelope().extend({ type: z.literal(type), data });
      return [`live.${type}`, message('message', type, schema)];
    }),
  ),
  ...Object.fromEntries(Object.entries(NOTICES).map(([name, schema]) => [`live.${name}`, message(name, name, schema)])),
  ...Object.fromEntries(
    CLIENT_NAMES.map((name) => [`client.${name}`, message(name, name, clientMessages[name], 'input')]),
  ),
  [ANSWER]: message('acknowledgement', 'The answer to a message of the client', answer()),
});

const answer = () =>
  z.union([
    z.object({
      ok: z.literal(true),
      rooms: z.array(z.object({ room: room(), sequence: sequence() })).optional(),
    }),
    z.object({ error: liveProblem() }),
  ]);

const message = (name: string, title: string, schema: z.ZodType, io: 'input' | 'output' = 'output'): Json => ({
  name,
  title,
  payload: draft7Schema(schema, io),
});

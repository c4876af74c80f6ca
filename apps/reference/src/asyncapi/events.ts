import { type EventDefinition, type EventName, events } from '@haat/contracts';
import { draft7Schema, type Json } from '../json-schema.ts';

const NAMES = Object.keys(events) as EventName[];
const TOPICS = [...new Set(NAMES.map((name) => events[name].topic))];

const namesOf = (topic: string): EventName[] => NAMES.filter((name) => events[name].topic === topic);

/** One channel a topic. */
export const eventChannels = (): Json =>
  Object.fromEntries(
    TOPICS.map((topic) => {
      const messages = namesOf(topic).map((name) => [name, { $ref: `#/components/messages/${name}` }]);
      const description = `Integration events of ${topic}, in order per key`;
      return [topic, { address: topic, description, messages: Object.fromEntries(messages) }];
    }),
  );

export const eventOperations = (): Json =>
  Object.fromEntries(
    TOPICS.map((topic) => [
      `publish.${topic}`,
      {
        action: 'send',
        channel: { $ref: `#/channels/${topic}` },
        summary: `The context ${topic} tells what happened`,
      },
    ]),
  );

export const eventMessages = (): Json =>
  Object.fromEntries(NAMES.map((name) => [name, eventMessage(name, events[name])]));

function eventMessage(name: EventName, { type, data }: EventDefinition): Json {
  return {
    name: type,
    title: name,
    contentType: 'application/cloudevents+json',
    payload: cloudEvent(type, draft7Schema(data, 'output')),
  };
}

/** The envelope that every integration event travels in. */
export const cloudEvent = (type: string, data: Json): Json => ({
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', format: 'uuid' },
    source: { type: 'string' },
    type: { const: type },
    subject: { type: 'string' },
    time: { type: 'string', format: 'date-time' },
    traceparent: { type: 'string' },
    data,
  },
});

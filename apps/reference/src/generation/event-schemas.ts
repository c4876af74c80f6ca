import { type EventName, events } from '@haat/contracts';
import { z } from 'zod';
import type { Json } from '../json-schema.ts';

/** The JSON Schemas of all events' data, by the name of the file each is kept in. */
export function eventSchemas(): ReadonlyMap<string, Json> {
  const names = Object.keys(events) as EventName[];
  return new Map(
    names.map((name) => {
      const { type, data } = events[name];
      const { $schema, ...schema } = z.toJSONSchema(data, { io: 'output' });
      return [`${type}.schema.json`, { $schema, $id: `urn:haat:event:${type}`, title: type, ...schema }];
    }),
  );
}

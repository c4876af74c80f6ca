import { type Database, type EventBus, InvalidInput, listDeadLetters } from '@haat/service-kit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const listQuery = z.object({ group: z.string().max(200).optional() });
const replayInput = z.object({
  group: z.string().max(200).optional(),
  id: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** Events that could not be handled: `GET /v1/dev/dead-letters` lists them, `POST …/replay` delivers them again. */
export function registerDeadLetters(app: FastifyInstance, bus: EventBus, databases: readonly Database[]): void {
  app.get('/v1/dev/dead-letters', async (request) => {
    const { group = null } = parse(listQuery, request.query);
    const pages = await Promise.all(databases.map((database) => listDeadLetters(database, { group })));
    return { items: pages.flat().map((letter) => ({ ...letter, id: letter.id.toString() })) };
  });
  app.post('/v1/dev/dead-letters/replay', (request) => {
    const { group, id } = parse(replayInput, request.body ?? {});
    return bus.replayDeadLetters({
      ...(group === undefined ? {} : { group }),
      ...(id === undefined ? {} : { id: BigInt(id) }),
    });
  });
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInput(parsed.error);
  return parsed.data;
}

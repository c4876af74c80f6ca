import { inboxRoutes } from '@haat/notifications';
import {
  type AdjustableClock,
  answerErrorsAsProblems,
  type EventBus,
  InvalidInput,
  metricsRegistry,
} from '@haat/service-kit';
import type { Simulator } from '@haat/simulator';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Databases } from '../marketplace/databases.ts';
import type { Switchboard } from '../marketplace/switchboard.ts';
import { registerDeadLetters } from './dead-letters.ts';
import { registerServiceSwitches } from './services.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../seed/index.ts';

export type DevelopmentRoutesOptions = {
  readonly clock: AdjustableClock;
  readonly databases: Databases;
  readonly bus: EventBus;
  readonly authUrl: string | null;
  readonly gatewayUrl: string;
  readonly simulator: Simulator;
  readonly switchboard: Switchboard;
  /** Addresses with passwords are told to this machine only. */
  readonly showDatabases: boolean;
};

const MAX_ADVANCE_MS = 366 * 24 * 60 * 60 * 1000;
const clockInput = z.object({ advanceMs: z.int().min(0).max(MAX_ADVANCE_MS) });

/** What only the embedded profile has: where things are, a clock that can be moved, the inbox and the simulator's controls. */
export function createDevelopmentRoutes(options: DevelopmentRoutesOptions): FastifyInstance {
  const { clock, databases, bus, authUrl, gatewayUrl, simulator, showDatabases } = options;
  const app = Fastify();
  answerErrorsAsProblems(app, { onDefect: () => {} });
  app.get('/v1/dev', () => ({
    gateway: gatewayUrl,
    authEmulator: authUrl,
    inbox: `${gatewayUrl}/inbox`,
    docs: `${gatewayUrl}/v1/docs`,
    now: clock.now().toISOString(),
    databases: showDatabases ? Object.fromEntries(Object.entries(databases).map(([name, { url }]) => [name, url])) : {},
    accounts: DEMO_ACCOUNTS.map((account) => ({ ...account, password: DEMO_PASSWORD })),
  }));
  app.post('/v1/dev/clock', (request) => {
    const parsed = clockInput.safeParse(request.body);
    if (!parsed.success) throw new InvalidInput(parsed.error);
    clock.advance(parsed.data.advanceMs);
    return { now: clock.now().toISOString(), offsetMs: clock.offsetMs };
  });
  app.get('/v1/dev/metrics', (_request, reply) =>
    reply.type(metricsRegistry.contentType).send(metricsRegistry.metrics()),
  );
  registerDeadLetters(app, bus, Object.values(databases));
  registerServiceSwitches(app, options.switchboard);
  void app.register(inboxRoutes({ database: databases.notifications }));
  simulator.plugin(app);
  return app;
}

import { DomainError } from '@haat/domain';
import type { FastifyInstance } from 'fastify';
import type { Switchboard } from '../marketplace/switchboard.ts';

/** `POST /v1/dev/services/{name}/stop` takes a service away, `…/start` brings it back, `GET /v1/dev/services` says which are off. */
export function registerServiceSwitches(app: FastifyInstance, switchboard: Switchboard): void {
  app.get('/v1/dev/services', () => ({ off: switchboard.off }));
  app.post<{ Params: { name: string } }>('/v1/dev/services/:name/stop', async ({ params }) => {
    if (!(await switchboard.turnOff(params.name))) throw unknownService(params.name);
    return { off: switchboard.off };
  });
  app.post<{ Params: { name: string } }>('/v1/dev/services/:name/start', ({ params }) => {
    if (!switchboard.turnOn(params.name)) throw unknownService(params.name);
    return { off: switchboard.off };
  });
}

const unknownService = (name: string) =>
  new DomainError('dev.service_not_found', 'not_found', `There is no service ${name}.`, {
    field: 'name',
    rule: 'exists',
  });

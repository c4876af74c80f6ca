import type { orderingContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { createCartHandlers } from './cart-handlers.ts';
import { createOrderHandlers } from './order-handlers.ts';

/** One handler for each procedure of ordering. */
export const createHandlers = (app: Application): Handlers<typeof orderingContract> => ({
  ...createCartHandlers(app),
  ...createOrderHandlers(app),
});

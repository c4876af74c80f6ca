import type { orderingContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { createCartHandlers } from './cart-handlers.ts';
import { createOrderHandlers } from './order-handlers.ts';
import { createPricingHandlers } from './pricing-handlers.ts';

type Asked = Omit<Handlers<typeof orderingContract>, 'personalDataOf' | 'openOrdersOf'>;

/** One handler for each procedure of ordering that is a use case. */
export const createHandlers = (app: Application): Asked => ({
  ...createCartHandlers(app),
  ...createOrderHandlers(app),
  ...createPricingHandlers(app),
});

import { builder } from './builder.ts';
import './scalars.ts';
import './enums.ts';
import './stores.ts';
import './catalog.ts';
import './wishlist.ts';
import './seller.ts';
import './imports.ts';
import './search.ts';
import './inventory.ts';
import './payments.ts';
import './ordering.ts';
import './pricing.ts';
import './identity.ts';
import './notifications.ts';
import './webhooks.ts';
import './catalog-mutations.ts';
import './stores-mutations.ts';
import './ordering-mutations.ts';
import './payments-mutations.ts';
import './identity-mutations.ts';
import '../subscriptions/subscription-fields.ts';

builder.mutationType({
  description: 'Everything that can be changed. Each takes an idempotency key, so that it can be repeated safely.',
});

/** The whole schema; its parts have added themselves. */
export const schema = builder.toSchema();

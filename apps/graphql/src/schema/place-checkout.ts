import { setTimeout as pause } from 'node:timers/promises';
import { findDomainError } from '@haat/domain';
import type { RequestContext } from '../context.ts';
import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { output } from './from-contracts/outputs.ts';
import { alternativesOf } from './from-contracts/procedures.ts';
import { Checkout } from './ordering.ts';
import { Payment } from './payments.ts';

type Placed = Output<'ordering', 'placeCheckout'>;
type PaymentSource = Output<'payments', 'getPayment'>;
type CheckoutSource = Output<'ordering', 'getCheckout'>;

type CheckoutPlaced = {
  readonly kind: 'placed';
  readonly checkout: CheckoutSource;
  readonly payment: PaymentSource | null;
};
type ActionRequired = {
  readonly kind: 'action';
  readonly checkout: CheckoutSource;
  readonly payment: PaymentSource;
  readonly returnUrl: string | null;
  readonly message: string;
};

const Placed = builder.objectRef<CheckoutPlaced>('CheckoutPlaced');
builder.objectType(Placed, {
  description: 'The orders are placed, and their payment needs nothing more from the buyer.',
  fields: (t) => ({
    checkout: t.field({
      type: Checkout,
      nullable: false,
      description: 'The orders.',
      resolve: ({ checkout }) => checkout,
    }),
    payment: t.field({
      type: Payment,
      description: 'How the payment stands; null where it cannot be told yet.',
      resolve: ({ payment }) => payment,
    }),
  }),
});

const Action = builder.objectRef<ActionRequired>('PaymentActionRequired');
builder.objectType(Action, {
  description:
    'The orders are placed, but the payment waits for the buyer: for a bank slip to be paid, or for a confirmation at the provider. Afterwards call `confirmReturn`.',
  fields: (t) => ({
    checkout: t.field({
      type: Checkout,
      nullable: false,
      description: 'The orders.',
      resolve: ({ checkout }) => checkout,
    }),
    payment: t.field({
      type: Payment,
      nullable: false,
      description: 'What is open of it.',
      resolve: ({ payment }) => payment,
    }),
    returnUrl: t.exposeString('returnUrl', {
      nullable: true,
      description: 'Where the buyer goes on, if the provider has such a place.',
    }),
    message: t.exposeString('message', { nullable: false, description: 'What is to be done, in words.' }),
  }),
});

const { price_changed: priceChanged, stock_short: stockShort } = alternativesOf('ordering', 'placeCheckout');
const PriceChanged = output<object>('PriceChanged', priceChanged!, { omit: ['outcome'] });
const StockShort = output<object>('StockShort', stockShort!, { omit: ['outcome'], within: { lines: 'ShortLine' } });

const NAMES = {
  price_changed: 'PriceChanged',
  stock_short: 'StockShort',
  placed: 'CheckoutPlaced',
  action: 'PaymentActionRequired',
} as const;

const Result = builder.unionType('PlaceCheckoutResult', {
  description: 'What became of a checkout. Nothing has happened unless orders were placed.',
  types: [Placed, PriceChanged, StockShort, Action] as never,
  resolveType: ((value: { outcome?: keyof typeof NAMES; kind?: keyof typeof NAMES }) =>
    NAMES[value.kind ?? value.outcome!]) as never,
});

/** A payment is settled some moments after the orders are placed; who still waits then waits for the buyer. */
const SETTLING = { tries: 10, everyMs: 80 } as const;

async function resolve(output: Placed, context: RequestContext): Promise<unknown> {
  if (output.outcome !== 'placed') return output;
  const { checkout } = output;
  const payment = await settledPayment(checkout.checkoutId, context);
  if (payment?.status !== 'processing') return { kind: 'placed', checkout, payment } satisfies CheckoutPlaced;
  const message = 'The payment waits for the buyer. Confirm it at the provider, then call confirmReturn.';
  return { kind: 'action', checkout, payment, returnUrl: null, message } satisfies ActionRequired;
}

/** The payment as soon as it is no longer on its way, at the latest after a moment; null where nobody can tell. */
async function settledPayment(checkoutId: string, { upstream }: RequestContext): Promise<PaymentSource | null> {
  let payment: PaymentSource | null = null;
  for (let attempt = 0; attempt < SETTLING.tries; attempt += 1) {
    if (attempt > 0) await pause(SETTLING.everyMs);
    try {
      payment = await upstream.asCaller('payments', 'getPayment', { checkoutId });
      if (payment.status !== 'processing') return payment;
    } catch (error) {
      if (findDomainError(error)?.kind !== 'not_found') return null;
    }
  }
  return payment;
}

export const placeCheckoutResult = { type: Result, resolve };

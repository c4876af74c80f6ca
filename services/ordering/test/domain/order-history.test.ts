import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import fc from 'fast-check';
import {
  cancel,
  cancelForLackOfStock,
  confirm,
  confirmDelivery,
  decideReturn,
  deliverByTimer,
  evolve,
  fold,
  fromStoredJson,
  issueInvoice,
  markPaid,
  noteDisputeDecided,
  noteDisputeOpened,
  noteRefund,
  type Order,
  type OrderEvent,
  type RecordedOrderEvent,
  requestReturn,
  ship,
  startProcessing,
  timelineOf,
  toStoredJson,
} from '../../src/domain/index.ts';
import { aLine, T0 } from '../builders/an-order.ts';

type Verb = (order: Order) => OrderEvent[];

const VERBS: readonly Verb[] = [
  (order) => markPaid(order, 'pay-1'),
  (order) => markPaid(order, 'pay-2'),
  confirm,
  startProcessing,
  (order) => ship(order, { carrier: 'C', trackingNumber: 'T' }),
  confirmDelivery,
  deliverByTimer,
  (order) => cancel(order, 'unavailable', 'sorry'),
  cancelForLackOfStock,
  (order) => issueInvoice(order, 'INV-1'),
  (order) =>
    requestReturn(order, { returnId: `r-${order.version}`, reason: 'x', lines: [{ orderLineId: 'l-1', quantity: 1 }] }),
  (order) => decideReturn(order, order.returns.at(-1)?.returnId ?? '', order.version % 2 === 0),
  (order) =>
    noteRefund(order, {
      refundId: `f-${order.version % 3}`,
      amount: money(1000n, 'BRL'),
      reason: 'x',
      complete: order.version % 2 === 0,
    }),
  (order) => noteDisputeOpened(order, 'd-1', 'x'),
  (order) => noteDisputeDecided(order, 'd-1', 'split'),
];

const PLACED: RecordedOrderEvent = {
  ...{ type: 'OrderPlaced', version: 1, occurredAt: T0, actor: 'user:u-1' },
  data: {
    ...{
      orderId: 'o-1',
      orderNumber: 'H-1',
      checkoutId: 'c-1',
      storeId: 's-1',
      storeName: 'Shop',
      owner: 'user:u-1',
      email: 'a@b.c',
    },
    shippingAddress: { name: 'Ana', line1: 'Rua A 1', city: 'Recife', country: 'BR' },
    lines: [aLine('l-1'), aLine('l-2', 1)],
  },
};

/** Applies verbs in turn as the repository does; those that refuse change nothing. */
function live(choices: readonly number[]): { state: Order; stream: RecordedOrderEvent[] } {
  const stream = [PLACED];
  let state = evolve(null, PLACED);
  for (const choice of choices) {
    for (const event of decided(VERBS[choice]!, state)) {
      const occurredAt = new Date(T0.getTime() + state.version * 1000);
      const recorded = { ...event, version: state.version + 1, occurredAt, actor: 'x' };
      stream.push(recorded);
      state = evolve(state, recorded);
    }
  }
  return { state, stream };
}

function decided(verb: Verb, order: Order): OrderEvent[] {
  try {
    return verb(order);
  } catch (error) {
    expect((error as { code: string }).code).toMatch(/^ordering\./);
    return [];
  }
}

const manyVerbs = fc.array(fc.nat({ max: VERBS.length - 1 }), { maxLength: 60 });

describe('the history of an order', () => {
  it('amounts to its state, whatever was done to it', () => {
    fc.assert(
      fc.property(manyVerbs, (choices) => {
        const { state, stream } = live(choices);
        expect(fold(stream)).toEqual(state);
        expect(stream.map((event) => event.version)).toEqual(stream.map((_event, index) => index + 1));
      }),
    );
  });

  it('comes back from storage as it was', () => {
    fc.assert(
      fc.property(manyVerbs, (choices) => {
        const { state, stream } = live(choices);
        const stored = stream.map(
          (event) => ({ ...event, data: fromStoredJson(JSON.parse(toStoredJson(event.data))) }) as RecordedOrderEvent,
        );
        expect(fold(stored)).toEqual(state);
        expect(fromStoredJson(JSON.parse(toStoredJson(state)))).toEqual(state);
      }),
    );
  });

  it('shows the order as it stood at any past moment', () => {
    fc.assert(
      fc.property(manyVerbs, fc.nat(60), (choices, seconds) => {
        const { stream } = live(choices);
        const moment = new Date(T0.getTime() + seconds * 1000);
        const then = fold(stream.filter((event) => event.occurredAt <= moment))!;
        expect(then.updatedAt <= moment).toBe(true);
        expect(then.version).toBe(stream.filter((event) => event.occurredAt <= moment).length);
      }),
    );
  });

  it('never takes more units back than were bought, and tells of every event in words', () => {
    fc.assert(
      fc.property(manyVerbs, (choices) => {
        const { state, stream } = live(choices);
        for (const line of state.lines) expect(line.returnedQuantity).toBeLessThanOrEqual(line.quantity);
        for (const { text } of timelineOf(stream)) expect(text).toMatch(/\S/);
      }),
    );
  });

  it('leaves what sellers typed alone, whatever it looks like', () => {
    const options = { amountMinor: '12', soldAt: 'noon' };
    expect(fromStoredJson(JSON.parse(toStoredJson({ options })))).toEqual({ options });
  });
});

import type { Intent } from '@haat/domain';
import {
  assertCanBeInvoiced,
  assertParty,
  invoiceNumberOf,
  issueInvoice as invoiceIssued,
  type Order,
  OrderNotFound,
} from '../../domain/index.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly orderReader: OrderReader;
  readonly storeDirectory: StoreDirectory;
};

/** Either party may ask for the invoice of a paid order; it gets the next number of its store, once. */
export const issueInvoice =
  ({ unitOfWork, orderReader, storeDirectory }: Deps) =>
  async (intent: Intent, { orderId }: { readonly orderId: string }): Promise<Order> => {
    const seen = await orderReader.find(orderId);
    if (seen === null) throw new OrderNotFound();
    assertParty(seen, intent.actor);
    const store = (await storeDirectory.describe([seen.storeId])).get(seen.storeId);
    return unitOfWork.run(intent, async ({ orders, invoiceNumbers }) => {
      // Locked before a number is taken, so that two who ask at once do not take two and leave a gap.
      const order = await orders.update(orderId, intent.actor, noChange);
      assertCanBeInvoiced(order);
      if (order.invoiceNumber !== null) return order;
      const number = invoiceNumberOf(store?.slug ?? order.storeId, await invoiceNumbers.next(order.storeId));
      return orders.update(orderId, intent.actor, (current) => invoiceIssued(current, number));
    });
  };

const noChange = () => [];

import type { Actor } from '@haat/domain';
import { NoInvoiceIssued } from '../../domain/index.ts';
import type { InvoicePrinter, PrintedFile } from '../ports/invoice-printer.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';
import { findPartyOrder } from './find-party-order.ts';

type Deps = {
  readonly orderReader: OrderReader;
  readonly storeDirectory: StoreDirectory;
  readonly printer: InvoicePrinter;
};

/** Prints the invoice of an order that has one. */
export const getInvoice =
  ({ orderReader, storeDirectory, printer }: Deps) =>
  async (actor: Actor, orderId: string): Promise<PrintedFile> => {
    const order = await findPartyOrder(orderReader, orderId, actor);
    if (order.invoiceNumber === null) throw new NoInvoiceIssued();
    const seller = (await storeDirectory.describe([order.storeId])).get(order.storeId) ?? null;
    return printer.print(order, seller);
  };

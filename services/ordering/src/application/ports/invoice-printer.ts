import type { Order } from '../../domain/index.ts';
import type { StoreFacts } from './store-directory.ts';

export type PrintedFile = { readonly fileName: string; readonly bytes: Uint8Array };

/** Prints an issued invoice; the same order gives the same figures whenever it is printed. */
export interface InvoicePrinter {
  print(order: Order, seller: StoreFacts | null): Promise<PrintedFile>;
}

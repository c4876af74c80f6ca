import type { Sale, Sales } from '../ports/sales.ts';

export const noteSalesWhenOrdersAreConfirmed = (sales: Sales, sold: readonly Sale[]): Promise<void> => sales.note(sold);

export const takeBackSalesWhenOrdersAreCancelled = (sales: Sales, orderIds: readonly string[]): Promise<void> =>
  sales.takeBack(orderIds);

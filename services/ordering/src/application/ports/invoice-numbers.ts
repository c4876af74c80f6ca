/** Counts a store's invoices without a gap: a number whose transaction fails is given again. */
export interface InvoiceNumbers {
  /** Holds the store's counter until the transaction ends. */
  next(storeId: string): Promise<bigint>;
}

/** Orders of somebody that still need them. */
export interface OpenOrders {
  countOf(userId: string): Promise<number>;
}

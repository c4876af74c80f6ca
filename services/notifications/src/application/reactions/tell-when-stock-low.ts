import type { Post } from '../posts.ts';

type Facts = {
  readonly variantId: string;
  readonly storeId: string;
  readonly sku: string;
  readonly available: number;
  readonly threshold: number;
};

/** Tells the store that something will soon be sold out. */
export function tellWhenStockLow(causeId: string, { variantId, storeId, sku, available, threshold }: Facts): Post {
  const to = { kind: 'store', storeId } as const;
  const subject = { kind: 'variant', id: variantId };
  const title = `${sku} is running low`;
  const body = `${available} left; you wanted to know at ${threshold}.`;
  return {
    emails: [{ causeId, to, template: 'low-stock', data: { sku, available, threshold } }],
    notices: [{ causeId, to, kind: 'low-stock', title, body, subject }],
  };
}

/** What happened to stock that others want to know. */
export type StockEvent =
  | {
      readonly type: 'StockStatusChanged';
      readonly variantId: string;
      readonly storeId: string;
      readonly inStock: boolean;
      readonly available: number;
    }
  | {
      readonly type: 'StockLevelChanged';
      readonly variantId: string;
      readonly productId: string;
      readonly storeId: string;
      readonly available: number;
    }
  | {
      readonly type: 'LowStock';
      readonly variantId: string;
      readonly storeId: string;
      readonly sku: string;
      readonly available: number;
      readonly threshold: number;
    }
  | { readonly type: 'StockDeducted'; readonly orderId: string; readonly checkoutId: string }
  | {
      readonly type: 'StockShort';
      readonly orderId: string;
      readonly checkoutId: string;
      readonly variantIds: readonly string[];
    };

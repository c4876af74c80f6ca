/** Made by `npm run generate -w @haat/client` from the schema and the operations; a test holds them together. */
import { TypedDocument } from '../graphql/typed-document.ts';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What address takes. */
export type AddressInput = {
  /** The city. */
  readonly city: string;
  /** The code of the country, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Street and number. */
  readonly line1: string;
  /** What else finds the door. */
  readonly line2?: string | null | undefined;
  /** What it is called. */
  readonly name: string;
  /** The postal code. */
  readonly postalCode?: string | null | undefined;
  /** The state or region. */
  readonly region?: string | null | undefined;
};

/** Why somebody cancels an order. */
export type CancelOrderReason = 'BUYER_REQUEST' | 'SELLER_REQUEST' | 'UNAVAILABLE';

/** What has become of a cart. */
export type CartStatus = 'CHECKED_OUT' | 'EXPIRED' | 'MERGED' | 'OPEN';

/** What has become of a checkout. */
export type CheckoutStatus = 'CANCELLED' | 'PAID' | 'PLACED';

/** What create cart takes. */
export type CreateCartInput = {
  /** The code of the currency, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** The lines. */
  readonly lines?: ReadonlyArray<CreateCartLineInput> | null | undefined;
};

/** What create cart line takes. */
export type CreateCartLineInput = {
  /** How many units. */
  readonly quantity: number;
  /** Which variant. */
  readonly variantId: string;
};

/** What a live update tells of. */
export type LiveEventType =
  | 'DISPUTE_DECIDED'
  | 'DISPUTE_OPENED'
  | 'ESCROW_RELEASED'
  | 'LOW_STOCK'
  | 'NOTICE_CREATED'
  | 'ORDER_CANCELLED'
  | 'ORDER_CONFIRMED'
  | 'ORDER_DELIVERED'
  | 'ORDER_PAID'
  | 'ORDER_SHIPPED'
  | 'PAYMENT_FAILED'
  | 'PAYOUT_PAID'
  | 'REFUND_ISSUED'
  | 'RETURN_ACCEPTED'
  | 'REVIEW_WRITTEN'
  | 'STOCK_LEVEL_CHANGED';

/** How far an order has come. */
export type OrderStatus =
  'CANCELLED' | 'CONFIRMED' | 'DELIVERED' | 'PAID' | 'PLACED' | 'PROCESSING' | 'RETURNED' | 'SHIPPED';

/** What place checkout takes. */
export type PlaceCheckoutInput = {
  /** Which cart. */
  readonly cartId: string;
  /** An e-mail address. */
  readonly email?: string | null | undefined;
  /** The total that the buyer saw; another one is answered with `PriceChanged` and nothing happens. */
  readonly expectedTotalMinor?: string | null | undefined;
  /** Where it is sent. */
  readonly shippingAddress: AddressInput;
  /** How it is shipped, store by store; left out, the cheapest way. */
  readonly shippingChoices?: ReadonlyArray<QuoteCheckoutShippingChoiceInput> | null | undefined;
  /** By what it is paid; together they are the total. */
  readonly tenders: ReadonlyArray<TenderInput>;
};

/** What products are listed by. */
export type ProductSort = 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'RATING';

/** Whether a store may sell. */
export type StoreStatus = 'APPLIED' | 'APPROVED' | 'REJECTED' | 'SUSPENDED';

/** What tender takes. */
export type TenderInput = {
  /** How many minor units. */
  readonly amountMinor: string;
  /** The code that a person types. */
  readonly code?: string | null | undefined;
  /** In how many parts a card is charged. */
  readonly installments?: number | null | undefined;
  /** How it is paid. */
  readonly method: TenderMethod;
  /** The means of paying, as the provider knows it; a voucher has a code instead. */
  readonly token?: string | null | undefined;
};

/** A means of paying. */
export type TenderMethod = 'BANK_SLIP' | 'CARD' | 'DEBIT_CARD' | 'VOUCHER';

/** What somebody is on the marketplace. */
export type UserRole = 'ADMIN' | 'BUYER' | 'SELLER';

/** What quote checkout shipping choice takes. */
export type QuoteCheckoutShippingChoiceInput = {
  /** Which method of shipping. */
  readonly methodId: string;
  /** Which store. */
  readonly storeId: string;
};

export type ListProductsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  storeId?: string | null | undefined;
  categoryId?: string | null | undefined;
  sort?: ProductSort | null | undefined;
  inStock?: boolean | null | undefined;
}>;

export type ListProductsQuery = {
  readonly products: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly productId: string;
        readonly title: string;
        readonly slug: string;
        readonly currency: string;
        readonly inStock: boolean | null;
        readonly priceFrom: { readonly amountMinor: string; readonly currency: string } | null;
        readonly rating: { readonly average: number | null; readonly count: number };
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ShowProductQueryVariables = Exact<{
  productId: string;
}>;

export type ShowProductQuery = {
  readonly product: {
    readonly description: string;
    readonly productId: string;
    readonly title: string;
    readonly slug: string;
    readonly currency: string;
    readonly inStock: boolean | null;
    readonly store: { readonly storeId: string; readonly name: string } | null;
    readonly variants: ReadonlyArray<{
      readonly variantId: string;
      readonly sku: string;
      readonly inStock: boolean;
      readonly availability: number | null;
      readonly price: { readonly amountMinor: string; readonly currency: string };
      readonly options: ReadonlyArray<{ readonly name: string; readonly value: string }>;
    }>;
    readonly priceFrom: { readonly amountMinor: string; readonly currency: string } | null;
    readonly rating: { readonly average: number | null; readonly count: number };
  } | null;
};

export type ShowCartQueryVariables = Exact<{
  cartId: string;
}>;

export type ShowCartQuery = {
  readonly cart: {
    readonly cartId: string;
    readonly currency: string | null;
    readonly status: CartStatus;
    readonly itemsTotal: { readonly amountMinor: string; readonly currency: string } | null;
    readonly lines: ReadonlyArray<{
      readonly variantId: string;
      readonly productId: string;
      readonly title: string;
      readonly quantity: number;
      readonly sellable: boolean;
      readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
      readonly previousUnitPrice: { readonly amountMinor: string; readonly currency: string } | null;
    }>;
  } | null;
};

export type QuoteCheckoutQueryVariables = Exact<{
  cartId: string;
  shippingAddress: AddressInput;
}>;

export type QuoteCheckoutQuery = {
  readonly quote: { readonly total: { readonly amountMinor: string; readonly currency: string } } | null;
};

export type ShowOrderQueryVariables = Exact<{
  orderId: string;
}>;

export type ShowOrderQuery = {
  readonly order: {
    readonly orderId: string;
    readonly orderNumber: string;
    readonly checkoutId: string;
    readonly storeId: string;
    readonly storeName: string;
    readonly status: OrderStatus;
    readonly version: number;
    readonly placedAt: string;
    readonly lines: ReadonlyArray<{
      readonly orderLineId: string;
      readonly productId: string;
      readonly variantId: string;
      readonly sku: string;
      readonly title: string;
      readonly quantity: number;
      readonly returnedQuantity: number;
      readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
      readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
      readonly discount: { readonly amountMinor: string; readonly currency: string };
      readonly shipping: { readonly amountMinor: string; readonly currency: string };
      readonly tax: { readonly amountMinor: string; readonly currency: string };
    }>;
    readonly totals: {
      readonly items: { readonly amountMinor: string; readonly currency: string };
      readonly discount: { readonly amountMinor: string; readonly currency: string };
      readonly shipping: { readonly amountMinor: string; readonly currency: string };
      readonly tax: { readonly amountMinor: string; readonly currency: string };
      readonly total: { readonly amountMinor: string; readonly currency: string };
    };
    readonly shippingAddress: {
      readonly name: string;
      readonly line1: string;
      readonly line2: string | null;
      readonly city: string;
      readonly region: string | null;
      readonly postalCode: string | null;
      readonly country: string;
    };
    readonly shipment: {
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly shippedAt: string;
      readonly deliveredAt: string | null;
    } | null;
  } | null;
};

export type ListMyOrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: OrderStatus | null | undefined;
}>;

export type ListMyOrdersQuery = {
  readonly myOrders: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly orderId: string;
        readonly orderNumber: string;
        readonly storeId: string;
        readonly status: OrderStatus;
        readonly placedAt: string;
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ListNoticesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;

export type ListNoticesQuery = {
  readonly notices: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly noticeId: string;
        readonly kind: string;
        readonly title: string;
        readonly body: string;
        readonly readAt: string | null;
        readonly createdAt: string;
        readonly subject: { readonly kind: string; readonly id: string } | null;
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ShowMeQueryVariables = Exact<{ [key: string]: never }>;

export type ShowMeQuery = {
  readonly me: {
    readonly userId: string;
    readonly email: string | null;
    readonly displayName: string | null;
    readonly roles: ReadonlyArray<UserRole>;
  } | null;
};

export type CreateCartMutationVariables = Exact<{
  input: CreateCartInput;
}>;

export type CreateCartMutation = {
  readonly createCart: {
    readonly guestToken: string | null;
    readonly cart: {
      readonly cartId: string;
      readonly currency: string | null;
      readonly status: CartStatus;
      readonly itemsTotal: { readonly amountMinor: string; readonly currency: string } | null;
      readonly lines: ReadonlyArray<{
        readonly variantId: string;
        readonly productId: string;
        readonly title: string;
        readonly quantity: number;
        readonly sellable: boolean;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly previousUnitPrice: { readonly amountMinor: string; readonly currency: string } | null;
      }>;
    };
  } | null;
};

export type SetCartLineMutationVariables = Exact<{
  cartId: string;
  variantId: string;
  quantity: number;
}>;

export type SetCartLineMutation = {
  readonly setCartLine: {
    readonly cart: {
      readonly cartId: string;
      readonly currency: string | null;
      readonly status: CartStatus;
      readonly itemsTotal: { readonly amountMinor: string; readonly currency: string } | null;
      readonly lines: ReadonlyArray<{
        readonly variantId: string;
        readonly productId: string;
        readonly title: string;
        readonly quantity: number;
        readonly sellable: boolean;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly previousUnitPrice: { readonly amountMinor: string; readonly currency: string } | null;
      }>;
    };
  } | null;
};

export type PlaceCheckoutMutationVariables = Exact<{
  input: PlaceCheckoutInput;
}>;

export type PlaceCheckoutMutation = {
  readonly placeCheckout:
    | {
        readonly __typename: 'CheckoutPlaced';
        readonly checkout: {
          readonly checkoutId: string;
          readonly status: CheckoutStatus;
          readonly total: { readonly amountMinor: string; readonly currency: string };
          readonly orders: ReadonlyArray<{
            readonly orderId: string;
            readonly orderNumber: string;
            readonly storeId: string;
            readonly status: OrderStatus;
            readonly placedAt: string;
            readonly total: { readonly amountMinor: string; readonly currency: string };
          }>;
        };
      }
    | {
        readonly __typename: 'PaymentActionRequired';
        readonly returnUrl: string | null;
        readonly checkout: {
          readonly checkoutId: string;
          readonly status: CheckoutStatus;
          readonly total: { readonly amountMinor: string; readonly currency: string };
          readonly orders: ReadonlyArray<{
            readonly orderId: string;
            readonly orderNumber: string;
            readonly storeId: string;
            readonly status: OrderStatus;
            readonly placedAt: string;
            readonly total: { readonly amountMinor: string; readonly currency: string };
          }>;
        };
      }
    | {
        readonly __typename: 'PriceChanged';
        readonly total: { readonly amountMinor: string; readonly currency: string };
        readonly cart: {
          readonly cartId: string;
          readonly currency: string | null;
          readonly status: CartStatus;
          readonly itemsTotal: { readonly amountMinor: string; readonly currency: string } | null;
          readonly lines: ReadonlyArray<{
            readonly variantId: string;
            readonly productId: string;
            readonly title: string;
            readonly quantity: number;
            readonly sellable: boolean;
            readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
            readonly previousUnitPrice: { readonly amountMinor: string; readonly currency: string } | null;
          }>;
        };
      }
    | {
        readonly __typename: 'StockShort';
        readonly message: string;
        readonly lines: ReadonlyArray<{
          readonly variantId: string;
          readonly requested: number;
          readonly available: number;
        }>;
      }
    | null;
};

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
  reason?: CancelOrderReason | null | undefined;
}>;

export type CancelOrderMutation = {
  readonly cancelOrder: {
    readonly order: {
      readonly orderId: string;
      readonly orderNumber: string;
      readonly checkoutId: string;
      readonly storeId: string;
      readonly storeName: string;
      readonly status: OrderStatus;
      readonly version: number;
      readonly placedAt: string;
      readonly lines: ReadonlyArray<{
        readonly orderLineId: string;
        readonly productId: string;
        readonly variantId: string;
        readonly sku: string;
        readonly title: string;
        readonly quantity: number;
        readonly returnedQuantity: number;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
      }>;
      readonly totals: {
        readonly items: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
      readonly shippingAddress: {
        readonly name: string;
        readonly line1: string;
        readonly line2: string | null;
        readonly city: string;
        readonly region: string | null;
        readonly postalCode: string | null;
        readonly country: string;
      };
      readonly shipment: {
        readonly carrier: string;
        readonly trackingNumber: string;
        readonly shippedAt: string;
        readonly deliveredAt: string | null;
      } | null;
    };
  } | null;
};

export type ConfirmDeliveryMutationVariables = Exact<{
  orderId: string;
}>;

export type ConfirmDeliveryMutation = {
  readonly confirmDelivery: {
    readonly order: {
      readonly orderId: string;
      readonly orderNumber: string;
      readonly checkoutId: string;
      readonly storeId: string;
      readonly storeName: string;
      readonly status: OrderStatus;
      readonly version: number;
      readonly placedAt: string;
      readonly lines: ReadonlyArray<{
        readonly orderLineId: string;
        readonly productId: string;
        readonly variantId: string;
        readonly sku: string;
        readonly title: string;
        readonly quantity: number;
        readonly returnedQuantity: number;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
      }>;
      readonly totals: {
        readonly items: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
      readonly shippingAddress: {
        readonly name: string;
        readonly line1: string;
        readonly line2: string | null;
        readonly city: string;
        readonly region: string | null;
        readonly postalCode: string | null;
        readonly country: string;
      };
      readonly shipment: {
        readonly carrier: string;
        readonly trackingNumber: string;
        readonly shippedAt: string;
        readonly deliveredAt: string | null;
      } | null;
    };
  } | null;
};

export type WriteReviewMutationVariables = Exact<{
  orderLineId: string;
  rating: number;
  title?: string | null | undefined;
  body?: string | null | undefined;
}>;

export type WriteReviewMutation = {
  readonly writeReview: {
    readonly review: {
      readonly reviewId: string;
      readonly productId: string;
      readonly rating: number;
      readonly title: string;
      readonly body: string;
    };
  } | null;
};

export type MarkNoticeReadMutationVariables = Exact<{
  noticeId: string;
}>;

export type MarkNoticeReadMutation = {
  readonly markNoticeRead: {
    readonly notice: {
      readonly noticeId: string;
      readonly kind: string;
      readonly title: string;
      readonly body: string;
      readonly readAt: string | null;
      readonly createdAt: string;
      readonly subject: { readonly kind: string; readonly id: string } | null;
    };
  } | null;
};

export type MoneyPartsFragment = { readonly amountMinor: string; readonly currency: string };

export type ProductCardFragment = {
  readonly productId: string;
  readonly title: string;
  readonly slug: string;
  readonly currency: string;
  readonly inStock: boolean | null;
  readonly priceFrom: { readonly amountMinor: string; readonly currency: string } | null;
  readonly rating: { readonly average: number | null; readonly count: number };
};

export type OrderPartsFragment = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly checkoutId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly status: OrderStatus;
  readonly version: number;
  readonly placedAt: string;
  readonly lines: ReadonlyArray<{
    readonly orderLineId: string;
    readonly productId: string;
    readonly variantId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly returnedQuantity: number;
    readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
    readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
    readonly discount: { readonly amountMinor: string; readonly currency: string };
    readonly shipping: { readonly amountMinor: string; readonly currency: string };
    readonly tax: { readonly amountMinor: string; readonly currency: string };
  }>;
  readonly totals: {
    readonly items: { readonly amountMinor: string; readonly currency: string };
    readonly discount: { readonly amountMinor: string; readonly currency: string };
    readonly shipping: { readonly amountMinor: string; readonly currency: string };
    readonly tax: { readonly amountMinor: string; readonly currency: string };
    readonly total: { readonly amountMinor: string; readonly currency: string };
  };
  readonly shippingAddress: {
    readonly name: string;
    readonly line1: string;
    readonly line2: string | null;
    readonly city: string;
    readonly region: string | null;
    readonly postalCode: string | null;
    readonly country: string;
  };
  readonly shipment: {
    readonly carrier: string;
    readonly trackingNumber: string;
    readonly shippedAt: string;
    readonly deliveredAt: string | null;
  } | null;
};

export type OrderSummaryPartsFragment = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly storeId: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly total: { readonly amountMinor: string; readonly currency: string };
};

export type CartPartsFragment = {
  readonly cartId: string;
  readonly currency: string | null;
  readonly status: CartStatus;
  readonly itemsTotal: { readonly amountMinor: string; readonly currency: string } | null;
  readonly lines: ReadonlyArray<{
    readonly variantId: string;
    readonly productId: string;
    readonly title: string;
    readonly quantity: number;
    readonly sellable: boolean;
    readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
    readonly previousUnitPrice: { readonly amountMinor: string; readonly currency: string } | null;
  }>;
};

export type CheckoutPartsFragment = {
  readonly checkoutId: string;
  readonly status: CheckoutStatus;
  readonly total: { readonly amountMinor: string; readonly currency: string };
  readonly orders: ReadonlyArray<{
    readonly orderId: string;
    readonly orderNumber: string;
    readonly storeId: string;
    readonly status: OrderStatus;
    readonly placedAt: string;
    readonly total: { readonly amountMinor: string; readonly currency: string };
  }>;
};

export type NoticePartsFragment = {
  readonly noticeId: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly readAt: string | null;
  readonly createdAt: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
};

export type OrderUpdatesSubscriptionVariables = Exact<{
  orderId: string;
  after?: number | null | undefined;
}>;

export type OrderUpdatesSubscription = {
  readonly orderUpdates: {
    readonly sequence: number;
    readonly isGap: boolean;
    readonly eventId: string | null;
    readonly type: LiveEventType | null;
    readonly at: string | null;
    readonly order: {
      readonly orderId: string;
      readonly orderNumber: string;
      readonly checkoutId: string;
      readonly storeId: string;
      readonly storeName: string;
      readonly status: OrderStatus;
      readonly version: number;
      readonly placedAt: string;
      readonly lines: ReadonlyArray<{
        readonly orderLineId: string;
        readonly productId: string;
        readonly variantId: string;
        readonly sku: string;
        readonly title: string;
        readonly quantity: number;
        readonly returnedQuantity: number;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
      }>;
      readonly totals: {
        readonly items: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
      readonly shippingAddress: {
        readonly name: string;
        readonly line1: string;
        readonly line2: string | null;
        readonly city: string;
        readonly region: string | null;
        readonly postalCode: string | null;
        readonly country: string;
      };
      readonly shipment: {
        readonly carrier: string;
        readonly trackingNumber: string;
        readonly shippedAt: string;
        readonly deliveredAt: string | null;
      } | null;
    } | null;
  };
};

export type NoticeUpdatesSubscriptionVariables = Exact<{
  after?: number | null | undefined;
}>;

export type NoticeUpdatesSubscription = {
  readonly notices: {
    readonly sequence: number;
    readonly isGap: boolean;
    readonly eventId: string | null;
    readonly notice: {
      readonly noticeId: string;
      readonly kind: string;
      readonly title: string;
      readonly body: string;
      readonly readAt: string | null;
      readonly createdAt: string;
      readonly subject: { readonly kind: string; readonly id: string } | null;
    } | null;
  };
};

export type StoreUpdatesSubscriptionVariables = Exact<{
  storeId: string;
  after?: number | null | undefined;
}>;

export type StoreUpdatesSubscription = {
  readonly storeUpdates: {
    readonly sequence: number;
    readonly isGap: boolean;
    readonly eventId: string | null;
    readonly type: LiveEventType | null;
    readonly at: string | null;
    readonly variantId: string | null;
    readonly available: number | null;
    readonly order: {
      readonly orderId: string;
      readonly orderNumber: string;
      readonly checkoutId: string;
      readonly storeId: string;
      readonly storeName: string;
      readonly status: OrderStatus;
      readonly version: number;
      readonly placedAt: string;
      readonly lines: ReadonlyArray<{
        readonly orderLineId: string;
        readonly productId: string;
        readonly variantId: string;
        readonly sku: string;
        readonly title: string;
        readonly quantity: number;
        readonly returnedQuantity: number;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
      }>;
      readonly totals: {
        readonly items: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
      readonly shippingAddress: {
        readonly name: string;
        readonly line1: string;
        readonly line2: string | null;
        readonly city: string;
        readonly region: string | null;
        readonly postalCode: string | null;
        readonly country: string;
      };
      readonly shipment: {
        readonly carrier: string;
        readonly trackingNumber: string;
        readonly shippedAt: string;
        readonly deliveredAt: string | null;
      } | null;
    } | null;
  };
};

export type StockLevelsSubscriptionVariables = Exact<{
  productIds: ReadonlyArray<string> | string;
}>;

export type StockLevelsSubscription = {
  readonly stockLevels: {
    readonly sequence: number;
    readonly isGap: boolean;
    readonly eventId: string | null;
    readonly productId: string;
    readonly variantId: string | null;
    readonly available: number | null;
  };
};

export type ListStoresQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: StoreStatus | null | undefined;
}>;

export type ListStoresQuery = {
  readonly stores: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly storeId: string;
        readonly name: string;
        readonly slug: string;
        readonly status: StoreStatus;
        readonly currency: string;
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ListUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  email?: string | null | undefined;
}>;

export type ListUsersQuery = {
  readonly users: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly userId: string;
        readonly email: string | null;
        readonly displayName: string | null;
        readonly roles: ReadonlyArray<UserRole>;
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ApproveStoreMutationVariables = Exact<{
  storeId: string;
}>;

export type ApproveStoreMutation = {
  readonly approveStore: { readonly store: { readonly storeId: string; readonly status: StoreStatus } } | null;
};

export type ListStoreOrdersQueryVariables = Exact<{
  storeId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: OrderStatus | null | undefined;
}>;

export type ListStoreOrdersQuery = {
  readonly storeOrders: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly orderId: string;
        readonly orderNumber: string;
        readonly storeId: string;
        readonly status: OrderStatus;
        readonly placedAt: string;
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ListStockQueryVariables = Exact<{
  storeId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  lowOnly?: boolean | null | undefined;
}>;

export type ListStockQuery = {
  readonly stock: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly variantId: string;
        readonly sku: string;
        readonly onHand: number;
        readonly reserved: number;
        readonly available: number;
        readonly lowStockThreshold: number;
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type ShipOrderMutationVariables = Exact<{
  orderId: string;
  carrier: string;
  trackingNumber: string;
}>;

export type ShipOrderMutation = {
  readonly shipOrder: {
    readonly order: {
      readonly orderId: string;
      readonly orderNumber: string;
      readonly checkoutId: string;
      readonly storeId: string;
      readonly storeName: string;
      readonly status: OrderStatus;
      readonly version: number;
      readonly placedAt: string;
      readonly lines: ReadonlyArray<{
        readonly orderLineId: string;
        readonly productId: string;
        readonly variantId: string;
        readonly sku: string;
        readonly title: string;
        readonly quantity: number;
        readonly returnedQuantity: number;
        readonly unitPrice: { readonly amountMinor: string; readonly currency: string };
        readonly itemsTotal: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
      }>;
      readonly totals: {
        readonly items: { readonly amountMinor: string; readonly currency: string };
        readonly discount: { readonly amountMinor: string; readonly currency: string };
        readonly shipping: { readonly amountMinor: string; readonly currency: string };
        readonly tax: { readonly amountMinor: string; readonly currency: string };
        readonly total: { readonly amountMinor: string; readonly currency: string };
      };
      readonly shippingAddress: {
        readonly name: string;
        readonly line1: string;
        readonly line2: string | null;
        readonly city: string;
        readonly region: string | null;
        readonly postalCode: string | null;
        readonly country: string;
      };
      readonly shipment: {
        readonly carrier: string;
        readonly trackingNumber: string;
        readonly shippedAt: string;
        readonly deliveredAt: string | null;
      } | null;
    };
  } | null;
};

export type SetStockMutationVariables = Exact<{
  storeId: string;
  variantId: string;
  onHand: number;
  lowStockThreshold?: number | null | undefined;
}>;

export type SetStockMutation = {
  readonly setStock: {
    readonly stock: {
      readonly variantId: string;
      readonly onHand: number;
      readonly reserved: number;
      readonly available: number;
    };
  } | null;
};

export const MoneyPartsFragmentDoc = new TypedDocument(
  `
    fragment MoneyParts on Money {
  amountMinor
  currency
}
    `,
  { fragmentName: 'MoneyParts', hash: '99a9d28ca94037d0a29dec036d3337f530854c4bd72bf42dd335ff16aa671487' },
) as unknown as TypedDocument<MoneyPartsFragment, unknown>;
export const ProductCardFragmentDoc = new TypedDocument(
  `
    fragment ProductCard on Product {
  productId
  title
  slug
  currency
  inStock
  priceFrom {
    ...MoneyParts
  }
  rating {
    average
    count
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}`,
  { fragmentName: 'ProductCard', hash: '9bdb13030276d272b5e77f6815db98ffcef5b7f225b9996410bef2944b6d1a57' },
) as unknown as TypedDocument<ProductCardFragment, unknown>;
export const OrderPartsFragmentDoc = new TypedDocument(
  `
    fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}`,
  { fragmentName: 'OrderParts', hash: '05211e6d138829abb239a65e105ba8d080b73da46ef68a7c18ce90cdb8004678' },
) as unknown as TypedDocument<OrderPartsFragment, unknown>;
export const CartPartsFragmentDoc = new TypedDocument(
  `
    fragment CartParts on Cart {
  cartId
  currency
  status
  itemsTotal {
    ...MoneyParts
  }
  lines {
    variantId
    productId
    title
    quantity
    sellable
    unitPrice {
      ...MoneyParts
    }
    previousUnitPrice {
      ...MoneyParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}`,
  { fragmentName: 'CartParts', hash: '01fd32e411dde244f94ab4c39296294b3103da312c91505e4dbc92d68a7bcb77' },
) as unknown as TypedDocument<CartPartsFragment, unknown>;
export const OrderSummaryPartsFragmentDoc = new TypedDocument(
  `
    fragment OrderSummaryParts on OrderSummary {
  orderId
  orderNumber
  storeId
  status
  placedAt
  total {
    ...MoneyParts
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}`,
  { fragmentName: 'OrderSummaryParts', hash: '325baccc869f66eacb545bf711d541823702617dfc965eddb947e41ad271dd94' },
) as unknown as TypedDocument<OrderSummaryPartsFragment, unknown>;
export const CheckoutPartsFragmentDoc = new TypedDocument(
  `
    fragment CheckoutParts on Checkout {
  checkoutId
  status
  total {
    ...MoneyParts
  }
  orders {
    ...OrderSummaryParts
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderSummaryParts on OrderSummary {
  orderId
  orderNumber
  storeId
  status
  placedAt
  total {
    ...MoneyParts
  }
}`,
  { fragmentName: 'CheckoutParts', hash: '2ecbdc0ad3cbdf55c5ef2c070da2155233d1eb58764b8d41a131ba19d939c369' },
) as unknown as TypedDocument<CheckoutPartsFragment, unknown>;
export const NoticePartsFragmentDoc = new TypedDocument(
  `
    fragment NoticeParts on Notice {
  noticeId
  kind
  title
  body
  readAt
  createdAt
  subject {
    kind
    id
  }
}
    `,
  { fragmentName: 'NoticeParts', hash: '041b6861099f4155794f8b01e0e1ab9a34bf0695c9205f35e5061b5f75c7c589' },
) as unknown as TypedDocument<NoticePartsFragment, unknown>;
export const ListProductsDocument = new TypedDocument(
  `
    query ListProducts($first: Int, $after: String, $storeId: ID, $categoryId: ID, $sort: ProductSort, $inStock: Boolean) {
  products(
    first: $first
    after: $after
    storeId: $storeId
    categoryId: $categoryId
    sort: $sort
    inStock: $inStock
  ) {
    edges {
      node {
        ...ProductCard
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment ProductCard on Product {
  productId
  title
  slug
  currency
  inStock
  priceFrom {
    ...MoneyParts
  }
  rating {
    average
    count
  }
}`,
  { name: 'ListProducts', kind: 'query', hash: '48d3b7da165c4535e259ce058cb9552a12a3a0964bb70987e65fedcae0e737ca' },
) as unknown as TypedDocument<ListProductsQuery, ListProductsQueryVariables>;
export const ShowProductDocument = new TypedDocument(
  `
    query ShowProduct($productId: ID!) {
  product(productId: $productId) {
    ...ProductCard
    description
    store {
      storeId
      name
    }
    variants {
      variantId
      sku
      inStock
      availability
      price {
        ...MoneyParts
      }
      options {
        name
        value
      }
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment ProductCard on Product {
  productId
  title
  slug
  currency
  inStock
  priceFrom {
    ...MoneyParts
  }
  rating {
    average
    count
  }
}`,
  { name: 'ShowProduct', kind: 'query', hash: 'a0217a258f20d9ab0ba674c99f92816d52b69400ed954e7ee414f2f3beb713c5' },
) as unknown as TypedDocument<ShowProductQuery, ShowProductQueryVariables>;
export const ShowCartDocument = new TypedDocument(
  `
    query ShowCart($cartId: ID!) {
  cart(cartId: $cartId) {
    ...CartParts
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment CartParts on Cart {
  cartId
  currency
  status
  itemsTotal {
    ...MoneyParts
  }
  lines {
    variantId
    productId
    title
    quantity
    sellable
    unitPrice {
      ...MoneyParts
    }
    previousUnitPrice {
      ...MoneyParts
    }
  }
}`,
  { name: 'ShowCart', kind: 'query', hash: 'a98b509d82c75267ef85db97c4c437a55d65a75357bca29de31cddfffadde566' },
) as unknown as TypedDocument<ShowCartQuery, ShowCartQueryVariables>;
export const QuoteCheckoutDocument = new TypedDocument(
  `
    query QuoteCheckout($cartId: ID!, $shippingAddress: AddressInput!) {
  quote(cartId: $cartId, shippingAddress: $shippingAddress) {
    total {
      ...MoneyParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}`,
  { name: 'QuoteCheckout', kind: 'query', hash: '8a63ddac4dbaf109f824289dad9237299b4f640b5789973eddb5ac8fdef6cddd' },
) as unknown as TypedDocument<QuoteCheckoutQuery, QuoteCheckoutQueryVariables>;
export const ShowOrderDocument = new TypedDocument(
  `
    query ShowOrder($orderId: ID!) {
  order(orderId: $orderId) {
    ...OrderParts
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  { name: 'ShowOrder', kind: 'query', hash: 'c1e2845992735704b66a24315dc864e088ea58142cab3785215c8f3f37ad72a9' },
) as unknown as TypedDocument<ShowOrderQuery, ShowOrderQueryVariables>;
export const ListMyOrdersDocument = new TypedDocument(
  `
    query ListMyOrders($first: Int, $after: String, $status: OrderStatus) {
  myOrders(first: $first, after: $after, status: $status) {
    edges {
      node {
        ...OrderSummaryParts
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderSummaryParts on OrderSummary {
  orderId
  orderNumber
  storeId
  status
  placedAt
  total {
    ...MoneyParts
  }
}`,
  { name: 'ListMyOrders', kind: 'query', hash: '9c4aa7de3f915e9726be5ceef16c5c395af5b8e4545dcd894a0eb3d2c2b8aefb' },
) as unknown as TypedDocument<ListMyOrdersQuery, ListMyOrdersQueryVariables>;
export const ListNoticesDocument = new TypedDocument(
  `
    query ListNotices($first: Int, $after: String, $unreadOnly: Boolean) {
  notices(first: $first, after: $after, unreadOnly: $unreadOnly) {
    edges {
      node {
        ...NoticeParts
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment NoticeParts on Notice {
  noticeId
  kind
  title
  body
  readAt
  createdAt
  subject {
    kind
    id
  }
}`,
  { name: 'ListNotices', kind: 'query', hash: '5fdf87de0b0e3e174e782a1d857b1ee31f9b484ceabb942cbb4e2e43a4f168a2' },
) as unknown as TypedDocument<ListNoticesQuery, ListNoticesQueryVariables>;
export const ShowMeDocument = new TypedDocument(
  `
    query ShowMe {
  me {
    userId
    email
    displayName
    roles
  }
}
    `,
  { name: 'ShowMe', kind: 'query', hash: '641c495fdc3bd2637e83137aef1050e9eea1914a08fc64333f368ae7060193b9' },
) as unknown as TypedDocument<ShowMeQuery, ShowMeQueryVariables>;
export const CreateCartDocument = new TypedDocument(
  `
    mutation CreateCart($input: CreateCartInput!) {
  createCart(input: $input) {
    guestToken
    cart {
      ...CartParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment CartParts on Cart {
  cartId
  currency
  status
  itemsTotal {
    ...MoneyParts
  }
  lines {
    variantId
    productId
    title
    quantity
    sellable
    unitPrice {
      ...MoneyParts
    }
    previousUnitPrice {
      ...MoneyParts
    }
  }
}`,
  { name: 'CreateCart', kind: 'mutation', hash: 'e9bb36b5c305b0ece7235a7f14a61f1d9475def0f759ed0c2b2b7366f6597b52' },
) as unknown as TypedDocument<CreateCartMutation, CreateCartMutationVariables>;
export const SetCartLineDocument = new TypedDocument(
  `
    mutation SetCartLine($cartId: ID!, $variantId: ID!, $quantity: Int!) {
  setCartLine(
    input: {cartId: $cartId, variantId: $variantId, quantity: $quantity}
  ) {
    cart {
      ...CartParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment CartParts on Cart {
  cartId
  currency
  status
  itemsTotal {
    ...MoneyParts
  }
  lines {
    variantId
    productId
    title
    quantity
    sellable
    unitPrice {
      ...MoneyParts
    }
    previousUnitPrice {
      ...MoneyParts
    }
  }
}`,
  { name: 'SetCartLine', kind: 'mutation', hash: '3ccf00a4bcb0b9313bfdcc09c438ed8eeb32077e1912916200cba3b565398539' },
) as unknown as TypedDocument<SetCartLineMutation, SetCartLineMutationVariables>;
export const PlaceCheckoutDocument = new TypedDocument(
  `
    mutation PlaceCheckout($input: PlaceCheckoutInput!) {
  placeCheckout(input: $input) {
    __typename
    ... on CheckoutPlaced {
      checkout {
        ...CheckoutParts
      }
    }
    ... on PaymentActionRequired {
      returnUrl
      checkout {
        ...CheckoutParts
      }
    }
    ... on PriceChanged {
      total {
        ...MoneyParts
      }
      cart {
        ...CartParts
      }
    }
    ... on StockShort {
      message
      lines {
        variantId
        requested
        available
      }
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderSummaryParts on OrderSummary {
  orderId
  orderNumber
  storeId
  status
  placedAt
  total {
    ...MoneyParts
  }
}
fragment CartParts on Cart {
  cartId
  currency
  status
  itemsTotal {
    ...MoneyParts
  }
  lines {
    variantId
    productId
    title
    quantity
    sellable
    unitPrice {
      ...MoneyParts
    }
    previousUnitPrice {
      ...MoneyParts
    }
  }
}
fragment CheckoutParts on Checkout {
  checkoutId
  status
  total {
    ...MoneyParts
  }
  orders {
    ...OrderSummaryParts
  }
}`,
  { name: 'PlaceCheckout', kind: 'mutation', hash: '0677e1f9849034e795d8d80cc1e484170bd4ce1ad678607fdf3b8f63764bdbf1' },
) as unknown as TypedDocument<PlaceCheckoutMutation, PlaceCheckoutMutationVariables>;
export const CancelOrderDocument = new TypedDocument(
  `
    mutation CancelOrder($orderId: ID!, $reason: CancelOrderReason) {
  cancelOrder(input: {orderId: $orderId, reason: $reason}) {
    order {
      ...OrderParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  { name: 'CancelOrder', kind: 'mutation', hash: '90230a55620d265dc0f6f1f11af122732fb0e70cc9d63793d1024ee27ae8e0bd' },
) as unknown as TypedDocument<CancelOrderMutation, CancelOrderMutationVariables>;
export const ConfirmDeliveryDocument = new TypedDocument(
  `
    mutation ConfirmDelivery($orderId: ID!) {
  confirmDelivery(input: {orderId: $orderId}) {
    order {
      ...OrderParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  {
    name: 'ConfirmDelivery',
    kind: 'mutation',
    hash: '5b35e10994065d79c26cf76081bab73adc6370501353c9d36349ef132a3e0bc2',
  },
) as unknown as TypedDocument<ConfirmDeliveryMutation, ConfirmDeliveryMutationVariables>;
export const WriteReviewDocument = new TypedDocument(
  `
    mutation WriteReview($orderLineId: ID!, $rating: Int!, $title: String, $body: String) {
  writeReview(
    input: {orderLineId: $orderLineId, rating: $rating, title: $title, body: $body}
  ) {
    review {
      reviewId
      productId
      rating
      title
      body
    }
  }
}
    `,
  { name: 'WriteReview', kind: 'mutation', hash: '64e64bc6e4fcbda6ba00e15ee6ad663d7b0f38a9252bdd3f4a25671bf2a0fe0f' },
) as unknown as TypedDocument<WriteReviewMutation, WriteReviewMutationVariables>;
export const MarkNoticeReadDocument = new TypedDocument(
  `
    mutation MarkNoticeRead($noticeId: ID!) {
  markNoticeRead(input: {noticeId: $noticeId}) {
    notice {
      ...NoticeParts
    }
  }
}
    fragment NoticeParts on Notice {
  noticeId
  kind
  title
  body
  readAt
  createdAt
  subject {
    kind
    id
  }
}`,
  {
    name: 'MarkNoticeRead',
    kind: 'mutation',
    hash: '30f3419a5e41b37a4a68cdeaf1e884616c09edd429622e511de4bfdf2bb87cb0',
  },
) as unknown as TypedDocument<MarkNoticeReadMutation, MarkNoticeReadMutationVariables>;
export const OrderUpdatesDocument = new TypedDocument(
  `
    subscription OrderUpdates($orderId: ID!, $after: Int) {
  orderUpdates(orderId: $orderId, after: $after) {
    sequence
    isGap
    eventId
    type
    at
    order {
      ...OrderParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  {
    name: 'OrderUpdates',
    kind: 'subscription',
    hash: '08db7e13c03e5195e61467f4921f9984df2155e337d356a4cc9fda8a7620575d',
  },
) as unknown as TypedDocument<OrderUpdatesSubscription, OrderUpdatesSubscriptionVariables>;
export const NoticeUpdatesDocument = new TypedDocument(
  `
    subscription NoticeUpdates($after: Int) {
  notices(after: $after) {
    sequence
    isGap
    eventId
    notice {
      ...NoticeParts
    }
  }
}
    fragment NoticeParts on Notice {
  noticeId
  kind
  title
  body
  readAt
  createdAt
  subject {
    kind
    id
  }
}`,
  {
    name: 'NoticeUpdates',
    kind: 'subscription',
    hash: '6be5909d07104578bd5fdfe5401768bd2db883f4465b52ee805cbd65cd1600bc',
  },
) as unknown as TypedDocument<NoticeUpdatesSubscription, NoticeUpdatesSubscriptionVariables>;
export const StoreUpdatesDocument = new TypedDocument(
  `
    subscription StoreUpdates($storeId: ID!, $after: Int) {
  storeUpdates(storeId: $storeId, after: $after) {
    sequence
    isGap
    eventId
    type
    at
    variantId
    available
    order {
      ...OrderParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  {
    name: 'StoreUpdates',
    kind: 'subscription',
    hash: 'ebe9f1db5a55db270d590fe734767a2c52267dfc6e70be6fce1799e9637a2636',
  },
) as unknown as TypedDocument<StoreUpdatesSubscription, StoreUpdatesSubscriptionVariables>;
export const StockLevelsDocument = new TypedDocument(
  `
    subscription StockLevels($productIds: [ID!]!) {
  stockLevels(productIds: $productIds) {
    sequence
    isGap
    eventId
    productId
    variantId
    available
  }
}
    `,
  {
    name: 'StockLevels',
    kind: 'subscription',
    hash: '327f0ae47ee87a48a858cf940e7f60ec5fb0fb5ce438e1fba4f54823ba9c7bf4',
  },
) as unknown as TypedDocument<StockLevelsSubscription, StockLevelsSubscriptionVariables>;
export const ListStoresDocument = new TypedDocument(
  `
    query ListStores($first: Int, $after: String, $status: StoreStatus) {
  stores(first: $first, after: $after, status: $status) {
    edges {
      node {
        storeId
        name
        slug
        status
        currency
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `,
  { name: 'ListStores', kind: 'query', hash: 'b0f91d0529d6aab48f13c7801861053cd3bf4a449191f1ade269c06bb81e56b1' },
) as unknown as TypedDocument<ListStoresQuery, ListStoresQueryVariables>;
export const ListUsersDocument = new TypedDocument(
  `
    query ListUsers($first: Int, $after: String, $email: String) {
  users(first: $first, after: $after, email: $email) {
    edges {
      node {
        userId
        email
        displayName
        roles
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `,
  { name: 'ListUsers', kind: 'query', hash: '2fdd24b2df9cc091a12cea1811bbd4e83354f7a5c961cdbef1aeff007e95930e' },
) as unknown as TypedDocument<ListUsersQuery, ListUsersQueryVariables>;
export const ApproveStoreDocument = new TypedDocument(
  `
    mutation ApproveStore($storeId: ID!) {
  approveStore(input: {storeId: $storeId}) {
    store {
      storeId
      status
    }
  }
}
    `,
  { name: 'ApproveStore', kind: 'mutation', hash: 'e120f78c43e0467ab0c003cec5d2b5d46b28bf27ea509d1d05ae2162e134f87a' },
) as unknown as TypedDocument<ApproveStoreMutation, ApproveStoreMutationVariables>;
export const ListStoreOrdersDocument = new TypedDocument(
  `
    query ListStoreOrders($storeId: ID!, $first: Int, $after: String, $status: OrderStatus) {
  storeOrders(storeId: $storeId, first: $first, after: $after, status: $status) {
    edges {
      node {
        ...OrderSummaryParts
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderSummaryParts on OrderSummary {
  orderId
  orderNumber
  storeId
  status
  placedAt
  total {
    ...MoneyParts
  }
}`,
  { name: 'ListStoreOrders', kind: 'query', hash: '0c0d0f776a9d5f0c3f16e02580dcfc869124c2c8b024ff0537c16d38d71bd9de' },
) as unknown as TypedDocument<ListStoreOrdersQuery, ListStoreOrdersQueryVariables>;
export const ListStockDocument = new TypedDocument(
  `
    query ListStock($storeId: ID!, $first: Int, $after: String, $lowOnly: Boolean) {
  stock(storeId: $storeId, first: $first, after: $after, lowOnly: $lowOnly) {
    edges {
      node {
        variantId
        sku
        onHand
        reserved
        available
        lowStockThreshold
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `,
  { name: 'ListStock', kind: 'query', hash: '39951a6f7f25b095a545decd1a285fac866f9c2b40ec6cd29267614366a51ecf' },
) as unknown as TypedDocument<ListStockQuery, ListStockQueryVariables>;
export const ShipOrderDocument = new TypedDocument(
  `
    mutation ShipOrder($orderId: ID!, $carrier: String!, $trackingNumber: String!) {
  shipOrder(
    input: {orderId: $orderId, carrier: $carrier, trackingNumber: $trackingNumber}
  ) {
    order {
      ...OrderParts
    }
  }
}
    fragment MoneyParts on Money {
  amountMinor
  currency
}
fragment OrderParts on Order {
  orderId
  orderNumber
  checkoutId
  storeId
  storeName
  status
  version
  placedAt
  lines {
    orderLineId
    productId
    variantId
    sku
    title
    quantity
    returnedQuantity
    unitPrice {
      ...MoneyParts
    }
    itemsTotal {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
  }
  totals {
    items {
      ...MoneyParts
    }
    discount {
      ...MoneyParts
    }
    shipping {
      ...MoneyParts
    }
    tax {
      ...MoneyParts
    }
    total {
      ...MoneyParts
    }
  }
  shippingAddress {
    name
    line1
    line2
    city
    region
    postalCode
    country
  }
  shipment {
    carrier
    trackingNumber
    shippedAt
    deliveredAt
  }
}`,
  { name: 'ShipOrder', kind: 'mutation', hash: 'a5b71d9eac9871c77cd7f3ef198450371034381678d7b4ee8ac9b94740429184' },
) as unknown as TypedDocument<ShipOrderMutation, ShipOrderMutationVariables>;
export const SetStockDocument = new TypedDocument(
  `
    mutation SetStock($storeId: ID!, $variantId: ID!, $onHand: Int!, $lowStockThreshold: Int) {
  setStock(
    input: {storeId: $storeId, variantId: $variantId, onHand: $onHand, lowStockThreshold: $lowStockThreshold}
  ) {
    stock {
      variantId
      onHand
      reserved
      available
    }
  }
}
    `,
  { name: 'SetStock', kind: 'mutation', hash: '7e383b06f4d16a9819960e409dd70521695829df24f1e65d5016403eb5300cb7' },
) as unknown as TypedDocument<SetStockMutation, SetStockMutationVariables>;

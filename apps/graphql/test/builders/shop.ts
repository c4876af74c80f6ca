import type { ProcedureDefinition } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { Call } from '@haat/service-kit';
import { CATEGORY, type ContextHandlers, productId, STORES, userId, variantId } from './contexts.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const money = (amountMinor: number | string) => ({ amountMinor: String(amountMinor), currency: 'EUR' });
const rating = { average: null, count: 0 };
type Given = Call<ProcedureDefinition>;
const inputOf = <Input>(call: Given): Input => call.input as Input;

export const card = (number: number) => ({
  productId: productId(number),
  storeId: STORES[number % 2]!,
  slug: `thing-${number}`,
  title: `Thing ${number}`,
  status: 'active' as const,
  categoryId: CATEGORY,
  priceFrom: money(1000 + number),
  inStock: true,
  rating,
  image: null,
});

const product = (number: number) => {
  const { priceFrom, inStock, image: _, ...shared } = card(number);
  const variant = {
    variantId: variantId(number),
    sku: `S${number}`,
    options: { Size: 'M' },
    shipping: null,
    weightGrams: 1,
  };
  return {
    ...shared,
    description: 'A thing.',
    attributes: { Colour: 'red' },
    options: ['Size'],
    currency: 'EUR',
    variants: [{ ...variant, price: priceFrom, prices: [], inStock }],
    media: [],
    createdAt: NOW,
    updatedAt: NOW,
  };
};

export const store = (storeId: string) => ({
  storeId,
  slug: `store-${storeId.at(-1)}`,
  name: `Store ${storeId.at(-1)}`,
  description: '',
  status: 'approved' as const,
  currency: 'EUR',
  country: 'PT',
  region: null,
  city: null,
  contactEmail: null,
  createdAt: NOW,
});

export const SHOP_SIZE = 250;

const numberOf = (id: string): number => Number.parseInt(id.slice(-12), 16);
const exists = (id: string): boolean => id.startsWith('01900000-0000-7000-8001') && numberOf(id) < SHOP_SIZE;

class CursorInvalid extends DomainError {
  constructor() {
    super('catalog.cursor_invalid', 'invalid', 'No such cursor.', { field: 'cursor', rule: 'from_page_before' });
  }
}

/** A shop of 250 things in two stores, listed by number. */
export function shopHandlers(): ContextHandlers {
  return {
    catalog: {
      async listProducts(call) {
        const { limit, cursor, storeId } = inputOf<{ limit: number; cursor?: string; storeId?: string }>(call);
        const from = cursor === undefined ? 0 : Number(/^c(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
        if (Number.isNaN(from)) throw new CursorInvalid();
        const items = Array.from({ length: Math.min(limit, SHOP_SIZE - from) }, (_, index) => card(from + index));
        return {
          items: items.filter((item) => storeId === undefined || item.storeId === storeId),
          nextCursor: from + limit < SHOP_SIZE ? `c${from + limit}` : null,
        };
      },
      productsByIds: async (call) => ({
        items: inputOf<{ productIds: string[] }>(call)
          .productIds.filter(exists)
          .map((id) => product(numberOf(id))),
      }),
      listCategories: async () => ({
        items: [{ categoryId: CATEGORY, parentId: null, slug: 'things', name: 'Things', depth: 1 }],
      }),
      listReviews: async () => ({ items: [], nextCursor: null }),
      createProduct: async (call) => ({ ...product(1), ...inputOf<object>(call), variants: product(1).variants }),
    },
    stores: {
      storesByIds: async (call) => ({
        items: inputOf<{ storeIds: string[] }>(call)
          .storeIds.filter((id) => STORES.includes(id))
          .map(store),
      }),
      myStores: async () => ({ items: [{ store: store(STORES[0]!), role: 'owner' }] }),
    },
    inventory: {
      availability: async (call) => ({
        items: inputOf<{ variantIds: string[] }>(call).variantIds.map((id) => ({ variantId: id, available: 5 })),
      }),
    },
    identity: {
      me: async ({ actor }) => ({
        userId: actor.kind === 'user' ? actor.userId : userId('nobody'),
        displayName: null,
        email: null,
        emailVerified: false,
        phoneNumber: null,
        roles: ['buyer'],
        disabled: false,
        identities: [],
        createdAt: NOW,
      }),
      async updateMe(call) {
        const me = { userId: userId('anna'), email: null, emailVerified: false, phoneNumber: null, roles: ['buyer'] };
        return {
          ...me,
          displayName: `${inputOf<{ displayName: string }>(call).displayName}/${call.intent.idempotency?.key}`,
          disabled: false,
          identities: [],
          createdAt: NOW,
        };
      },
    },
  };
}

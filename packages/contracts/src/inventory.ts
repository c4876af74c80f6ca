import { z } from 'zod';
import { defineContract, mutation, query, storeMember } from './contract.ts';
import { id, instant, LIMITS, nothing, pageInput, pageOf, quantity } from './shared.ts';

export const stockLevel = () =>
  z.object({
    variantId: id(),
    storeId: id(),
    sku: z.string(),
    /** Units in the warehouse. */
    onHand: z.int(),
    /** Units promised to checkouts that are not paid yet. */
    reserved: z.int(),
    /** What can still be sold: on hand less reserved. */
    available: z.int(),
    lowStockThreshold: z.int(),
    updatedAt: instant(),
  });

export const shortLine = () => z.object({ variantId: id(), requested: z.int(), available: z.int() });

/** Stock per variant and reservations with expiry. */
export const inventoryContract = defineContract('inventory', {
  setStock: mutation({
    summary: 'Say how many units of a variant are on hand',
    access: storeMember('manager', 'staff'),
    input: z.object({
      storeId: id(),
      variantId: id(),
      onHand: z.int().min(0).max(LIMITS.stock),
      lowStockThreshold: z.int().min(0).max(LIMITS.stock).optional(),
    }),
    output: stockLevel(),
    errors: ['inventory.variant_not_found', 'inventory.below_reserved', 'inventory.too_much_stock'],
    rest: { method: 'PUT', path: '/v1/stores/{storeId}/stock/{variantId}' },
  }),
  adjustStock: mutation({
    summary: 'Add units to, or take units from, what is on hand',
    access: storeMember('manager', 'staff'),
    input: z.object({
      storeId: id(),
      variantId: id(),
      delta: z.int().min(-LIMITS.stock).max(LIMITS.stock),
      reason: z.enum(['received', 'damaged', 'counted', 'other']),
    }),
    output: stockLevel(),
    errors: ['inventory.variant_not_found', 'inventory.below_reserved', 'inventory.too_much_stock'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/stock/{variantId}/adjust' },
  }),
  listStock: query({
    summary: 'List the stock of my store',
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, storeId: id(), lowOnly: z.boolean().optional() }),
    output: pageOf(stockLevel()),
    errors: ['inventory.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/stock' },
  }),
  availability: query({
    summary: 'Say how many units of variants can be bought now',
    access: 'public',
    input: z.object({ variantIds: z.array(id()).min(1).max(100) }),
    output: z.object({ items: z.array(z.object({ variantId: id(), available: z.int() })) }),
    rest: { method: 'POST', path: '/v1/stock/availability' },
  }),
  reserve: mutation({
    summary: 'Promise stock to a checkout, all or nothing; asking again replaces what it held before',
    access: 'internal',
    input: z.object({
      checkoutId: id(),
      expiresAt: instant(),
      orders: z
        .array(
          z.object({
            orderId: id(),
            lines: z
              .array(z.object({ variantId: id(), quantity: quantity() }))
              .min(1)
              .max(LIMITS.cartLines),
          }),
        )
        .min(1)
        .max(LIMITS.cartLines),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('reserved') }),
      z.object({ outcome: z.literal('stock_short'), lines: z.array(shortLine()) }),
    ]),
    errors: ['inventory.reservation_superseded', 'inventory.checkout_settled'],
  }),
  release: mutation({
    summary: 'Give back what a checkout holds, because it did not come about',
    access: 'internal',
    input: z.object({ checkoutId: id() }),
    output: nothing(),
  }),
});

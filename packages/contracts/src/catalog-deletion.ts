import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { product, productCard } from './catalog-schemas.ts';
import { id, instant, pageInput, pageOf } from './shared.ts';

const ofProduct = { storeId: id(), productId: id() };
const deletion = { deletedAt: instant(), restorableUntil: instant() };

/** A deletion can be undone for a day; orders keep what they say of the product for ever. */
export const deletionProcedures = {
  deleteProduct: mutation({
    summary: 'Delete a product: it leaves the market and all lists at once, and can be restored for 24 hours',
    access: storeMember('manager'),
    input: z.object(ofProduct),
    output: z.object({ productId: id(), ...deletion }),
    errors: ['catalog.product_not_found'],
    rest: { method: 'DELETE', path: '/v1/stores/{storeId}/products/{productId}' },
  }),
  restoreProduct: mutation({
    summary: 'Undo the deletion of a product, within 24 hours; it is again what it was',
    access: storeMember('manager'),
    input: z.object(ofProduct),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.restore_too_late'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products/{productId}/restore' },
  }),
  listDeletedProducts: query({
    summary: 'List the deleted products of my store that can still be restored, newest product first',
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, storeId: id() }),
    output: pageOf(productCard().extend(deletion)),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products/deleted' },
  }),
};

import type { Clock, Ids } from '@haat/domain';
import type { CartLifetimePolicy, PricingPolicies, ReservationPolicy } from '../domain/index.ts';
import { applyCoupon, removeCoupon } from './commands/apply-coupon.ts';
import { cancelOrder } from './commands/cancel-order.ts';
import { endPromotion, updatePromotion } from './commands/change-promotion.ts';
import { confirmDelivery } from './commands/confirm-delivery.ts';
import { createCart } from './commands/create-cart.ts';
import { createPromotion } from './commands/create-promotion.ts';
import { decideReturn } from './commands/decide-return.ts';
import { issueInvoice } from './commands/issue-invoice.ts';
import { mergeCart } from './commands/merge-cart.ts';
import { placeCheckout } from './commands/place-checkout.ts';
import { requestReturn } from './commands/request-return.ts';
import { setCartLine } from './commands/set-cart-line.ts';
import { setShippingZones } from './commands/set-shipping-zones.ts';
import { endTaxRule, setTaxRule } from './commands/set-tax-rule.ts';
import { shipOrder } from './commands/ship-order.ts';
import { startProcessing } from './commands/start-processing.ts';
import type { CartReader } from './ports/cart-reader.ts';
import type { Catalog } from './ports/catalog.ts';
import type { ChargesReader } from './ports/charges.ts';
import type { CheckoutReader } from './ports/checkout-reader.ts';
import type { Inventory } from './ports/inventory.ts';
import type { InvoicePrinter } from './ports/invoice-printer.ts';
import type { OrderReader } from './ports/order-reader.ts';
import type { PricingReader } from './ports/pricing-reader.ts';
import type { PromotionReader } from './ports/promotions.ts';
import type { Secrets } from './ports/secrets.ts';
import type { StoreDirectory } from './ports/store-directory.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import { getCart } from './queries/get-cart.ts';
import { getCheckout } from './queries/get-checkout.ts';
import { getInvoice } from './queries/get-invoice.ts';
import { getOrder } from './queries/get-order.ts';
import { getTimeline } from './queries/get-timeline.ts';
import { listMyOrders, listStoreOrders } from './queries/list-orders.ts';
import { listPromotions } from './queries/list-promotions.ts';
import { listReturns } from './queries/list-returns.ts';
import { listTaxRules } from './queries/list-tax-rules.ts';
import { quoteCheckout } from './queries/quote-checkout.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly cartReader: CartReader;
  readonly orderReader: OrderReader;
  readonly pricingReader: PricingReader;
  readonly promotionReader: PromotionReader;
  readonly chargesReader: ChargesReader;
  readonly checkoutReader: CheckoutReader;
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly storeDirectory: StoreDirectory;
  readonly printer: InvoicePrinter;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pricing: PricingPolicies;
  readonly reservation: ReservationPolicy;
  readonly cartLifetime: CartLifetimePolicy;
};

export type Application = ReturnType<typeof createApplication>;

/** The table of contents of ordering: everything it can be asked to do. */
export function createApplication(deps: ApplicationDeps) {
  return {
    clock: deps.clock,
    createCart: createCart(deps),
    setCartLine: setCartLine(deps),
    mergeCart: mergeCart(deps),
    getCart: getCart(deps),
    applyCoupon: applyCoupon(deps),
    removeCoupon: removeCoupon(deps),
    quoteCheckout: quoteCheckout(deps),
    placeCheckout: placeCheckout(deps),
    getCheckout: getCheckout(deps),
    getOrder: getOrder(deps),
    describeOrder: (orderId: string) => deps.orderReader.find(orderId),
    listMyOrders: listMyOrders(deps),
    listStoreOrders: listStoreOrders(deps),
    getTimeline: getTimeline(deps),
    getInvoice: getInvoice(deps),
    issueInvoice: issueInvoice(deps),
    startProcessing: startProcessing(deps),
    shipOrder: shipOrder(deps),
    confirmDelivery: confirmDelivery(deps),
    cancelOrder: cancelOrder(deps),
    requestReturn: requestReturn(deps),
    listReturns: listReturns(deps),
    decideReturn: decideReturn(deps),
    createPromotion: createPromotion(deps),
    updatePromotion: updatePromotion(deps),
    endPromotion: endPromotion(deps),
    listPromotions: listPromotions(deps),
    setShippingZones: setShippingZones(deps),
    shippingZonesOf: (storeId: string) => deps.chargesReader.zonesOf(storeId),
    setTaxRule: setTaxRule(deps),
    endTaxRule: endTaxRule(deps),
    listTaxRules: listTaxRules(deps),
  };
}

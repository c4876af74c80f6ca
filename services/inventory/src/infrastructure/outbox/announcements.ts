import { integrationEvent, type OutboxEvent } from '@haat/service-kit';
import type { StockEvent } from '../../domain/stock/stock.events.ts';

/** What other contexts are told of an event of ours. */
export function announce(event: StockEvent): OutboxEvent {
  switch (event.type) {
    case 'StockStatusChanged': {
      const { variantId, storeId, inStock, available } = event;
      return integrationEvent('stockStatusChanged', {
        key: variantId,
        data: { variantId, storeId, inStock, available },
      });
    }
    case 'StockLevelChanged': {
      const { variantId, productId, storeId, available } = event;
      return integrationEvent('stockLevelChanged', {
        key: variantId,
        data: { variantId, productId, storeId, available },
      });
    }
    case 'LowStock': {
      const { variantId, storeId, sku, available, threshold } = event;
      return integrationEvent('lowStock', { key: variantId, data: { variantId, storeId, sku, available, threshold } });
    }
    case 'StockDeducted': {
      const { orderId, checkoutId } = event;
      return integrationEvent('stockDeducted', { key: orderId, data: { orderId, checkoutId } });
    }
    case 'StockShort': {
      const { orderId, checkoutId, variantIds } = event;
      return integrationEvent('stockShort', {
        key: orderId,
        data: { orderId, checkoutId, variantIds: [...variantIds] },
      });
    }
  }
}

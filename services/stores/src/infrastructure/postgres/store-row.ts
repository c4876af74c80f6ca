import type { StoreView } from '../../application/ports/store-directory.ts';
import type { StoreStatus } from '../../domain/index.ts';

export type StoreRow = {
  store_id: string;
  slug: string;
  name: string;
  description: string;
  status: StoreStatus;
  status_reason: string | null;
  currency: string;
  country: string;
  region: string | null;
  city: string | null;
  contact_email: string | null;
  created_at: Date;
};

export const toStoreView = (row: StoreRow): StoreView => ({
  storeId: row.store_id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  status: row.status,
  currency: row.currency,
  country: row.country,
  region: row.region,
  city: row.city,
  contactEmail: row.contact_email,
  createdAt: row.created_at,
});

import { z } from 'zod';
import { currency, id, instant } from './shared.ts';

export const storeRole = () => z.enum(['owner', 'manager', 'staff']);
export const storeStatus = () => z.enum(['applied', 'approved', 'rejected', 'suspended']);

export const store = () =>
  z.object({
    storeId: id(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    status: storeStatus(),
    currency: currency(),
    country: z.string(),
    region: z.string().nullable(),
    city: z.string().nullable(),
    contactEmail: z.string().nullable(),
    createdAt: instant(),
  });

export const member = () => z.object({ userId: id(), role: storeRole(), since: instant() });

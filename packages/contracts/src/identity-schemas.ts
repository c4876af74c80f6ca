import { z } from 'zod';
import { id, instant } from './shared.ts';

export const role = () => z.enum(['buyer', 'seller', 'admin']);
export const provider = () => z.enum(['password', 'google.com', 'apple.com', 'phone', 'line', 'custom']);

export const user = () =>
  z.object({
    userId: id(),
    displayName: z.string().nullable(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    phoneNumber: z.string().nullable(),
    roles: z.array(role()),
    disabled: z.boolean(),
    identities: z.array(z.object({ provider: provider(), subject: z.string(), linkedAt: instant() })),
    createdAt: instant(),
  });

import type { CallOptions } from '@haat/client';
import { mintEmulatorToken } from '@haat/launcher';

/** Everybody in these stories signs in as the Auth emulator would let them; this one is the operator. */
export const OPERATOR = 'operator';

/** The address at which somebody of that name is known. */
export const emailOf = (name: string): string => `${name}@people.example`;

export const tokenOf = (name: string): string => mintEmulatorToken({ uid: `uid-${name}`, email: emailOf(name) });

/** Options of a call by somebody; a key makes it repeatable. */
export const as = (name: string, idempotencyKey?: string): CallOptions => ({
  token: tokenOf(name),
  ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
});

export const ADDRESS = { name: 'Test Buyer', line1: '1 Market Street', city: 'Porto', country: 'PT' };

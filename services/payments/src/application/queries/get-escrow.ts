import type { Actor } from '@haat/domain';
import { EscrowNotFound } from '../../domain/escrow/escrow.errors.ts';
import type { Escrow } from '../../domain/escrow/escrow.ts';
import { maySeeStoreSide } from '../access.ts';
import type { PaymentReader } from '../ports/payment-reader.ts';

/** Shows what is held for an order to its store's members and to operators. */
export async function getEscrow({ reader }: { reader: PaymentReader }, actor: Actor, orderId: string): Promise<Escrow> {
  const escrow = await reader.escrowOfOrder(orderId);
  if (escrow === null || !maySeeStoreSide(actor, escrow.terms, ['manager', 'staff'])) throw new EscrowNotFound();
  return escrow;
}

import { Stream } from '../stream.ts';
import { foldEscrow } from './fold-escrow.ts';
import type { Escrow } from './escrow.ts';
import type { EscrowEvent } from './escrow.events.ts';

export type EscrowStream = Stream<Escrow, EscrowEvent>;

export const escrowStream = (stored?: { state: Escrow; version: number }): EscrowStream =>
  new Stream(foldEscrow, stored ?? null);

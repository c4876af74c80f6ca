import { DomainError } from '@haat/domain';
import type { Statement, StatementPeriod, WalletReader } from '../ports/wallet-reader.ts';

export class PeriodInvalid extends DomainError {
  constructor() {
    super('payments.period_invalid', 'invalid', 'The period must end after it begins.', {
      field: 'to',
      rule: 'after_from',
    });
  }
}

/** Explains a store's balance: opening, every entry with what it was for, closing. The end of the period is not in it. */
export async function getStatement(deps: { wallets: WalletReader }, period: StatementPeriod): Promise<Statement> {
  if (period.to <= period.from) throw new PeriodInvalid();
  return deps.wallets.statement(period);
}

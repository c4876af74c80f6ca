import { DomainError, type Intent, type Money } from '@haat/domain';
import { voucherAccount, voucherFunding } from '../../domain/ledger/account.ts';
import { entry } from '../../domain/ledger/posting.ts';
import { actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { Voucher } from '../ports/stores.ts';

export class VoucherCodeTaken extends DomainError {
  constructor() {
    super('payments.voucher_code_taken', 'conflict', 'There is a voucher with this code already.', {
      field: 'code',
      rule: 'unique',
    });
  }
}

/** Issues a voucher: its value is funded by the platform and lies on an account of its own. Codes know no case. */
export async function issueVoucher(
  room: MoneyRoom,
  intent: Intent,
  { code, value }: { code: string; value: Money },
): Promise<Voucher> {
  return room.unitOfWork.run(intent, async (stores) => {
    const { amountMinor, currency } = value;
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts: [voucherFunding(currency).code] });
    const voucher: Voucher = {
      code: code.toUpperCase(),
      valueMinor: amountMinor,
      remainingMinor: amountMinor,
      currency,
      issuedAt: work.occasion.at,
    };
    if (!(await stores.vouchers.add({ ...voucher, issuedBy: work.occasion.actor }))) throw new VoucherCodeTaken();
    work.post('voucher_issue', voucher.code, [
      entry(voucherFunding(currency), -amountMinor),
      entry(voucherAccount(voucher.code, currency), amountMinor),
    ]);
    await stores.write(work, { payments: [], escrows: [] });
    return voucher;
  });
}

import { DomainError } from '@haat/domain';
import type { MoneyRoom } from '../money-room.ts';
import type { Voucher } from '../ports/stores.ts';

export class VoucherNotFound extends DomainError {
  constructor() {
    super('payments.voucher_not_found', 'not_found', 'There is no such voucher.', { field: 'code', rule: 'exists' });
  }
}

/** Shows a voucher to whoever knows its code: the code is its key. */
export async function getVoucher({ unitOfWork }: Pick<MoneyRoom, 'unitOfWork'>, code: string): Promise<Voucher> {
  const voucher = await unitOfWork.read.vouchers.find(code);
  if (voucher === null) throw new VoucherNotFound();
  return voucher;
}

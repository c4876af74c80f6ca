import Table from 'cli-table3';
import { amount } from '../../console/figures.ts';
import type { PaymentBreak } from '../recorded-figures.ts';

/** Lists every order whose recorded payments are not what it cost. */
export function drawBreaks(breaks: readonly PaymentBreak[]): string {
  const table = new Table({
    head: ['order', 'status', 'recorded payments', 'items + freight', 'difference'],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { orderId, status, paidMinor, costMinor, differenceMinor } of breaks) {
    table.push([orderId, status, amount(paidMinor), amount(costMinor), amount(differenceMinor)]);
  }
  return table.toString();
}

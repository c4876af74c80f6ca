import type { MoneyWire } from '@haat/contracts';
import { money, type Money } from '@haat/domain';

export const fromWire = ({ amountMinor, currency }: MoneyWire): Money => money(BigInt(amountMinor), currency);

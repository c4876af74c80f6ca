import { z } from 'zod';

const amount = z.object({ amountMinor: z.string().regex(/^[1-9]\d{0,17}$/), currency: z.string().regex(/^[A-Z]{3}$/) });

export const chargeRequest = z.object({
  key: z.guid(),
  reference: z.guid(),
  method: z.enum(['card', 'debit_card', 'bank_slip']),
  token: z.string().min(1).max(200),
  installments: z.int().min(1).max(36).default(1),
  amount,
});

export const refundRequest = z.object({ key: z.guid(), chargeKey: z.guid(), amount });
export const payoutRequest = z.object({ key: z.guid(), destination: z.string().min(1).max(200), amount });

export type ChargeRequest = z.output<typeof chargeRequest>;
export type RefundRequest = z.output<typeof refundRequest>;
export type PayoutRequest = z.output<typeof payoutRequest>;

export type ChargeRow = {
  key: string;
  reference: string;
  token: string;
  amount_minor: bigint;
  currency: string;
  status: 'processing' | 'succeeded' | 'declined';
  decline_code: string | null;
};

export type ChargeAnswer = { status: 'processing' | 'succeeded' } | { status: 'declined'; declineCode: string };

/** A charge as it stands. */
export const answerOf = ({ status, decline_code }: Pick<ChargeRow, 'status' | 'decline_code'>): ChargeAnswer =>
  status === 'declined' ? { status, declineCode: decline_code ?? 'declined' } : { status };

/** What a webhook tells; null while there is nothing to tell. */
export function webhookBodyOf({
  key,
  reference,
  status,
  decline_code,
}: Omit<ChargeRow, 'token' | 'amount_minor' | 'currency'>): string | null {
  if (status === 'processing') return null;
  if (status === 'succeeded') return JSON.stringify({ type: 'charge.succeeded', data: { key, reference } });
  return JSON.stringify({ type: 'charge.declined', data: { key, reference, declineCode: decline_code } });
}

import { z } from 'zod';
import { answerOf, chargeRequest, payoutRequest, refundRequest } from './charge.ts';
import { type createChargeBooks, SimulatorFault } from './charge-books.ts';
import type { createRefundBooks } from './refund-books.ts';

export type ApiRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown };
export type ApiAnswer = { readonly status: number; readonly body: unknown };

export type Books = {
  readonly charges: ReturnType<typeof createChargeBooks>;
  readonly refunds: ReturnType<typeof createRefundBooks>;
};

const CHARGE = /^\/simulator\/charges\/([0-9a-fA-F-]{36})(\/deliver)?$/;

/**
 * The simulator's API. One function answers requests that come over HTTP and those that come from the same process.
 */
export const createApi =
  (books: Books) =>
  async (request: ApiRequest): Promise<ApiAnswer> => {
    try {
      return await answer(books, request);
    } catch (error) {
      if (error instanceof SimulatorFault) return { status: error.status, body: { error: error.message } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      throw error;
    }
  };

async function answer({ charges, refunds }: Books, { method, path, body }: ApiRequest): Promise<ApiAnswer> {
  if (method === 'POST' && path === '/simulator/charges') return ok(await charges.charge(chargeRequest.parse(body)));
  if (method === 'POST' && path === '/simulator/refunds') return ok(await refunds.refund(refundRequest.parse(body)));
  if (method === 'POST' && path === '/simulator/payouts') return ok(await refunds.payOut(payoutRequest.parse(body)));
  const [, key, deliver] = CHARGE.exec(path) ?? [];
  if (key !== undefined && method === 'POST' && deliver !== undefined)
    return ok(await charges.deliver(z.guid().parse(key)));
  if (key !== undefined && method === 'GET' && deliver === undefined)
    return ok(answerOf(await charges.find(z.guid().parse(key))));
  return { status: 404, body: { error: 'no such route' } };
}

const ok = (body: unknown): ApiAnswer => ({ status: 200, body: body ?? {} });

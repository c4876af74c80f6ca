import type { paymentsContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Statement } from '../../application/ports/wallet-reader.ts';
import { createExchangeHandlers } from './exchange-handlers.ts';
import { BY_ENTRY, BY_ID, pageRequest, toPage } from './paging.ts';
import * as to from './wire.ts';

/** How a statement is written down; the documents are made elsewhere. */
export type StatementDocuments = {
  readonly csv: (statement: Statement) => string;
  readonly pdf: (statement: Statement) => Promise<Buffer>;
};

type PaymentsHandlers = Omit<Handlers<typeof paymentsContract>, 'personalDataOf'>;

/** The procedures of the contract, each a call of a use case. */
export const createHandlers = (app: Application, documents: StatementDocuments): PaymentsHandlers => ({
  getPayment: async ({ input, actor }) => to.toPayment(await app.getPayment(actor, canonical(input.checkoutId))),
  confirmReturn: async ({ input, actor }) => to.toPayment(await app.confirmReturn(actor, canonical(input.checkoutId))),
  async receiveWebhook({ input }) {
    await app.receiveWebhook(input);
    return { received: true };
  },
  issueVoucher: async ({ input: { code, value }, intent }) =>
    to.toVoucher(await app.issueVoucher(intent, { code, value: to.fromWire(value) })),
  getVoucher: async ({ input }) => to.toVoucher(await app.getVoucher(input.code)),
  getEscrow: async ({ input, actor }) => to.toEscrow(await app.getEscrow(actor, canonical(input.orderId))),
  refundOrder: async ({ input: { orderId, lines, reason }, intent }) =>
    to.toRefund(
      await app.refundOrder(intent, { orderId: canonical(orderId), lines: lines?.map(canonicalLine) ?? null, reason }),
    ),
  openDispute: async ({ input: { orderId, reason }, intent }) =>
    to.toDispute(await app.openDispute(intent, { orderId: canonical(orderId), reason })),
  async decideDispute({ input: { disputeId, decision }, intent }) {
    const decided =
      decision.kind === 'split' ? { kind: decision.kind, refundMinor: BigInt(decision.refundMinor) } : decision;
    return to.toDispute(await app.decideDispute(intent, { disputeId: canonical(disputeId), decision: decided }));
  },
  listDisputes: async ({ input }) =>
    toPage(await app.wallets.disputes({ status: input.status ?? null }, pageRequest(input, BY_ID)), to.toDispute),
  setCommissionRate: ({ input: { storeId, rateBasisPoints }, intent }) =>
    app.setCommissionRate(intent, { storeId: canonical(storeId), rateBasisPoints }),
  ...createExchangeHandlers(app),
  ...walletHandlers(app),
  ...statementHandlers(app, documents),
});

const walletHandlers = (app: Application) =>
  ({
    async getWallet({ input: { storeId, asOf } }) {
      const wallets = await app.wallets.wallets(canonical(storeId), asOf === undefined ? null : new Date(asOf));
      const at = asOf === undefined ? app.clock.now() : new Date(asOf);
      return { wallets: wallets.map((wallet) => to.toWallet(wallet, at)) };
    },
    requestPayout: async ({ input: { storeId, amount }, intent }) =>
      to.toPayout(await app.requestPayout(intent, { storeId: canonical(storeId), amount: to.fromWire(amount) })),
    async listPayouts({ input }) {
      const filter = { storeId: canonical(input.storeId), status: null };
      return toPage(await app.wallets.payouts(filter, pageRequest(input, BY_ID)), to.toPayout);
    },
    async listPayoutRequests({ input }) {
      const filter = { storeId: null, status: input.status ?? null };
      return toPage(await app.wallets.payouts(filter, pageRequest(input, BY_ID)), to.toPayout);
    },
    decidePayout: async ({ input: { payoutId, approve }, intent }) =>
      to.toPayout(await app.decidePayout(intent, { payoutId: canonical(payoutId), approve })),
    async listLedger({ input }) {
      const filter = { account: input.account ?? null, reference: input.reference ?? null };
      return toPage(await app.wallets.ledger(filter, pageRequest(input, BY_ENTRY)), to.toLedgerEntry);
    },
    trialBalance: async () => ({ rows: (await app.wallets.trialBalance()).map(to.toTrialRow) }),
  }) satisfies Partial<PaymentsHandlers>;

const statementHandlers = (app: Application, { csv, pdf }: StatementDocuments) => {
  type Period = { storeId: string; currency: string; from: string; to: string };
  const read = ({ storeId, currency, from, to: end }: Period) =>
    app.getStatement({ storeId: canonical(storeId), currency, from: new Date(from), to: new Date(end) });
  const named = (period: Period, ending: string) =>
    `statement-${period.currency}-${period.from.slice(0, 10)}-${period.to.slice(0, 10)}.${ending}`;
  return {
    async getStatement({ input }) {
      const bytes = Buffer.from(csv(await read(input)), 'utf8');
      return { fileName: named(input, 'csv'), base64: bytes.toString('base64') };
    },
    async getStatementPdf({ input }) {
      const bytes = await pdf(await read(input));
      return { fileName: named(input, 'pdf'), base64: bytes.toString('base64') };
    },
  } satisfies Partial<PaymentsHandlers>;
};

/** A UUID may be written in capitals; codes of accounts are made of it as the database writes it. */
const canonical = (id: string): string => id.toLowerCase();

const canonicalLine = (line: { orderLineId: string; quantity: number }) => ({
  ...line,
  orderLineId: canonical(line.orderLineId),
});

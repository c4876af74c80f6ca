export * from './escrow/escrow.events.ts';
export * from './escrow/escrow.ts';
export * from './escrow/fold-escrow.ts';
export * from './ledger/account.ts';
export * from './payment/fold-payment.ts';
export * from './payment/payment.events.ts';
export * from './payment/payment.ts';
export { decodeData, encodeData } from './recorded-data.ts';
export { foldAll, type Fold } from './stream.ts';

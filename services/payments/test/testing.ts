export * from './builders/placed-checkout.ts';
export * from './harness.ts';
export * from './ledger-checks.ts';

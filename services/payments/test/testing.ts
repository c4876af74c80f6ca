export * from './builders/placed-checkout.ts';
export * from './harness.ts';
export * from './ledger-checks.ts';
export { Lane, operation, type Operation } from './ledger-operations.ts';
export { scriptedProvider } from './scripted-provider.ts';

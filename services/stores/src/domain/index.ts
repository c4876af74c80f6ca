export * from './store/membership.ts';
export * from './store/store-status.ts';
export * from './store/store.errors.ts';
export * from './store/store.ts';

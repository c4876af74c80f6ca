export * from './actor.ts';
export * from './domain-event.ts';
export * from './errors.ts';
export * from './exchange.ts';
export * from './intent.ts';
export * from './money.ts';
export * from './ports.ts';

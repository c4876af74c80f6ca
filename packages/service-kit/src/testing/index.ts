export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { sequentialIds, settableClock, type SettableClock } from './clock.ts';

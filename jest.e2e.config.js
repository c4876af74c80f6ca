import base from './jest.config.js';

/**
 * Stories over the whole product with its real engines, as a user starts it. Each one brings up its own and takes it
 * down again, so they run one after another and are given time.
 *
 * @type {import('jest').Config}
 */
const { globalSetup: _setup, globalTeardown: _teardown, ...shared } = base;

export default {
  ...shared,
  testMatch: ['<rootDir>/tests/e2e/**/*.e2e.ts'],
  testTimeout: 10 * 60_000,
  maxWorkers: 1,
};

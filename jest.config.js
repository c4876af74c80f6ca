import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';

/**
 * Jest runs native ES modules only when Node is started with a flag that a configuration cannot set afterwards.
 * Starting once more with the flag keeps the plain `npx jest path/to/file` and every editor's test button working.
 */
function startAgainWithModuleSupport() {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(process.execPath, [...flags, jest, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

if (vm.SourceTextModule === undefined) startAgainWithModuleSupport();

// Jest writes its results only into a folder that is there already.
mkdirSync(join(import.meta.dirname, 'dist', 'test-results'), { recursive: true });

/** @type {import('jest').Config} */
export default {
  rootDir: import.meta.dirname,
  // One pattern covers `x.test.ts` (pure) and `x.component.test.ts` (a real server and a real PostgreSQL).
  testMatch: [
    '<rootDir>/packages/*/{src,test}/**/*.test.ts',
    '<rootDir>/services/*/{src,test}/**/*.test.ts',
    '<rootDir>/apps/*/{src,test}/**/*.test.ts',
    '<rootDir>/bench/**/*.test.ts',
    '<rootDir>/tests/**/*.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/.nx/', '<rootDir>/.haat/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '\\.ts$': '<rootDir>/tests/support/strip-types.js' },
  globalSetup: '<rootDir>/tests/support/start-postgres.js',
  globalTeardown: '<rootDir>/tests/support/stop-postgres.js',
  setupFiles: ['<rootDir>/tests/support/deny-outgoing-network.js'],
  testEnvironment: 'node',
  testTimeout: 30_000,
  maxWorkers: 2,
};

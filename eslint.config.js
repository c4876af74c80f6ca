import tseslint from 'typescript-eslint';
import { ENVIRONMENT, FLOATS, IMPURE_GLOBALS, IMPURE_SYNTAX, NEEDS_A_COMPILER } from './scripts/lint/bans.js';
import { projectWalls } from './scripts/lint/project-walls.js';
import { roomWalls } from './scripts/lint/room-walls.js';

const TESTS = ['**/test/**', '**/*.test.ts', '**/*.contract.ts', 'tests/**', 'bench/**'];
const PURE = ['packages/domain/src/**/*.ts', 'services/*/src/domain/**/*.ts', 'services/*/src/application/**/*.ts'];

/** A later block replaces an earlier one's list of banned syntax: each block therefore states its whole list. */
const banned = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });

/** The linter holds walls and catches mistakes; how code looks is the formatter's business. */
export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '**/coverage/**', '**/.next/**', '.nx/**', '.haat/**'] },
  {
    files: ['**/*.{ts,js}'],
    languageOptions: { parser: tseslint.parser, ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { ts: tseslint.plugin, haat: { rules: { 'project-walls': projectWalls, 'room-walls': roomWalls } } },
    rules: {
      'haat/project-walls': 'error',
      'haat/room-walls': 'error',
      'ts/no-explicit-any': 'error',
      'ts/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'ts/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      'no-cond-assign': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'require-yield': 'error',
      'use-isnan': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      ...banned(NEEDS_A_COMPILER),
    },
  },
  {
    files: ['{packages,services,apps}/*/src/**/*.ts'],
    ignores: [...TESTS, '**/src/main.ts', '**/src/env.ts', 'packages/service-kit/src/testing/**'],
    rules: banned(NEEDS_A_COMPILER, ENVIRONMENT),
  },
  {
    files: ['services/*/src/**/*.ts'],
    ignores: [...TESTS, '**/src/main.ts', '**/src/env.ts'],
    rules: banned(NEEDS_A_COMPILER, ENVIRONMENT, FLOATS),
  },
  {
    files: PURE,
    ignores: TESTS,
    rules: {
      ...banned(NEEDS_A_COMPILER, ENVIRONMENT, FLOATS, IMPURE_SYNTAX),
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
    },
  },
  {
    files: ['{packages,services}/*/src/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-console': 'error' },
  },
];

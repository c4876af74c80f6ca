/** A wall, texts that break it, and texts of the same kind that are clean; each as [file, text]. */
export type Planted = {
  readonly wall: string;
  readonly refused: readonly (readonly [file: string, text: string])[];
  readonly allowed: readonly (readonly [file: string, text: string])[];
};

const RULE_FILE = 'services/ordering/src/domain/order/order.ts';
const COMMAND_FILE = 'services/ordering/src/application/commands/place-order.ts';
const ADAPTER_FILE = 'services/ordering/src/infrastructure/postgres/orders.ts';

export const PROJECT_WALLS: readonly Planted[] = [
  {
    wall: 'the shared kernel imports nothing',
    refused: [
      ['packages/domain/src/money.ts', `export { z } from 'zod';`],
      ['packages/domain/src/money.ts', `export { join } from 'node:path';`],
      ['packages/domain/src/money.ts', `export type { Event } from '@haat/contracts';`],
      ['packages/domain/src/money.ts', `export const pg = await import('pg');`],
    ],
    allowed: [
      ['packages/domain/src/money.ts', `export { Currency } from './currency.ts';`],
      ['packages/domain/test/money.test.ts', `export { default } from 'fast-check';`],
    ],
  },
  {
    wall: 'contracts know zod and nothing else',
    refused: [
      ['packages/contracts/src/orders.ts', `export { Money } from '@haat/domain';`],
      ['packages/contracts/src/orders.ts', `export { initTRPC } from '@trpc/server';`],
      ['packages/contracts/src/orders.ts', `export { createHash } from 'node:crypto';`],
    ],
    allowed: [['packages/contracts/src/orders.ts', `export { z } from 'zod';`]],
  },
  {
    wall: 'a client speaks the contracts',
    refused: [
      ['packages/client/src/rest-client.ts', `export { Money } from '@haat/domain';`],
      ['packages/client/src/rest-client.ts', `export { createOrdering } from '@haat/ordering';`],
      ['services/ordering/src/infrastructure/clients/pay.ts', `export { restClient } from '@haat/client';`],
    ],
    allowed: [
      ['packages/client/src/rest-client.ts', `export { contracts } from '@haat/contracts';`],
      ['apps/replay/src/buyers.ts', `export { restClient } from '@haat/client';`],
    ],
  },
  {
    wall: 'the kit knows no business',
    refused: [['packages/service-kit/src/server.ts', `export { createOrdering } from '@haat/ordering';`]],
    allowed: [
      ['packages/service-kit/src/server.ts', `export { DomainError } from '@haat/domain';\nexport * from 'fastify';`],
    ],
  },
  {
    wall: 'a service never imports another service',
    refused: [
      ['services/ordering/src/composition.ts', `export { createPayments } from '@haat/payments';`],
      ['services/ordering/src/infrastructure/clients/pay.ts', `export type { Router } from '@haat/payments';`],
      ['services/ordering/test/saga.component.test.ts', `export { createPayments } from '@haat/payments';`],
      ['services/ordering/src/composition.ts', `export * from '../../payments/src/composition.ts';`],
      ['services/ordering/src/composition.ts', `export * from '@haat/launcher';`],
    ],
    allowed: [['services/ordering/src/composition.ts', `export * from '@haat/service-kit';`]],
  },
  {
    wall: 'an app knows contracts, not services',
    refused: [['apps/gateway/src/index.ts', `export { createOrdering } from '@haat/ordering';`]],
    allowed: [['apps/gateway/src/index.ts', `export { startServer } from '@haat/service-kit';`]],
  },
  {
    wall: 'the launcher, the tools and the tests may compose services',
    refused: [['apps/launcher/src/main.ts', `export * from '@haat/tests';`]],
    allowed: [
      ['apps/launcher/src/main.ts', `export { createOrdering } from '@haat/ordering';`],
      ['apps/prove/src/main.ts', `export { createPayments } from '@haat/payments';`],
      ['bench/src/saga.ts', `export { boot } from '@haat/launcher';`],
      ['tests/e2e/saga.e2e.ts', `export { createOrdering } from '@haat/ordering';`],
    ],
  },
];

export const ROOM_WALLS: readonly Planted[] = [
  {
    wall: 'the domain of a service knows itself and the shared kernel',
    refused: [
      [RULE_FILE, `export { z } from 'zod';`],
      [RULE_FILE, `export { createHash } from 'node:crypto';`],
      [RULE_FILE, `export type { OrderPlaced } from '@haat/contracts';`],
      [RULE_FILE, `export type { Orders } from '../../application/ports/orders.ts';`],
      [RULE_FILE, `export { env } from '../../env.ts';`],
    ],
    allowed: [[RULE_FILE, `export { Money } from '@haat/domain';\nexport { OrderStatus } from './order-status.ts';`]],
  },
  {
    wall: 'the application knows the domain and its own ports',
    refused: [
      [COMMAND_FILE, `export { OrderRows } from '../../infrastructure/postgres/orders.ts';`],
      [COMMAND_FILE, `export type { Input } from '@haat/contracts';`],
      [COMMAND_FILE, `export { Database } from '@haat/service-kit';`],
      [COMMAND_FILE, `export { Pool } from 'pg';`],
      [COMMAND_FILE, `export { env } from '../../env.ts';`],
      [COMMAND_FILE, `export { createOrdering } from '../../composition.ts';`],
    ],
    allowed: [
      [
        COMMAND_FILE,
        `export { Order } from '../../domain/order/order.ts';\nexport type { Orders } from '../ports/orders.ts';`,
      ],
    ],
  },
  {
    wall: 'an adapter does not know another adapter',
    refused: [[ADAPTER_FILE, `export { router } from '../trpc/router.ts';`]],
    allowed: [
      [
        ADAPTER_FILE,
        `export { Pool } from 'pg';\nexport * from './rows.ts';\nexport * from '../../application/ports/orders.ts';`,
      ],
    ],
  },
  {
    wall: 'nothing inside a service imports what composes it',
    refused: [
      [ADAPTER_FILE, `export { createOrdering } from '../../composition.ts';`],
      [ADAPTER_FILE, `export { env } from '../../env.ts';`],
      [ADAPTER_FILE, `export * from '../../main.ts';`],
      ['services/ordering/src/composition.ts', `export * from './main.ts';`],
      ['services/ordering/src/env.ts', `export * from './composition.ts';`],
    ],
    allowed: [
      ['services/ordering/src/main.ts', `export * from './composition.ts';\nexport * from './env.ts';`],
      ['services/ordering/test/orders.component.test.ts', `export * from '../src/composition.ts';`],
    ],
  },
];

const NO_SYNTAX: readonly Planted[] = [
  {
    wall: 'what Node cannot run by removing types',
    refused: [
      ['apps/replay/src/report.ts', `export enum Status { Open }`],
      ['apps/replay/src/report.ts', `export class Report { constructor(readonly lines: string[]) {} }`],
      ['apps/replay/src/report.ts', `export namespace Report { export const lines = 1; }`],
    ],
    allowed: [['apps/replay/src/report.ts', `export type Status = 'open' | 'shut';`]],
  },
  {
    wall: 'the environment outside env.ts and main.ts',
    refused: [
      ['packages/service-kit/src/server.ts', `export const port = process.env['PORT'];`],
      ['services/ordering/src/composition.ts', `export const port = process.env.PORT;`],
      ['apps/launcher/src/ports.ts', `export const port = process.env.PORT;`],
    ],
    allowed: [
      ['services/ordering/src/env.ts', `export const port = process.env.PORT;`],
      ['apps/launcher/src/main.ts', `export const port = process.env.PORT;`],
      ['services/ordering/test/env.test.ts', `export const port = process.env.PORT;`],
    ],
  },
  {
    wall: 'floats where money is',
    refused: [
      ['services/payments/src/infrastructure/csv/statement.ts', `export const amount = parseFloat('1.10');`],
      ['services/payments/src/infrastructure/csv/statement.ts', `export const amount = Number.parseFloat('1.10');`],
      ['packages/domain/src/money.ts', `export const text = (1.1).toFixed(2);`],
    ],
    allowed: [['apps/replay/src/report.ts', `export const seconds = (1.1).toFixed(2);`]],
  },
  {
    wall: 'time and chance in pure code',
    refused: [
      [RULE_FILE, `export const now = Date.now();`],
      [COMMAND_FILE, `export const now = new Date();`],
      ['packages/domain/src/ids.ts', `export const dice = Math.random();`],
    ],
    allowed: [
      [RULE_FILE, `export const then = new Date(0);`],
      [ADAPTER_FILE, `export const now = new Date();`],
    ],
  },
];

const NO_GLOBALS: readonly Planted[] = [
  {
    wall: 'what only Node offers, in pure code',
    refused: [
      [RULE_FILE, `export const id = crypto.randomUUID();`],
      [COMMAND_FILE, `export const platform = process.platform;`],
      [COMMAND_FILE, `setTimeout(() => undefined, 1);`],
    ],
    allowed: [[ADAPTER_FILE, `export const id = crypto.randomUUID();`]],
  },
];

const NO_CONSOLE: readonly Planted[] = [
  {
    wall: 'writing to the console where a logger is at hand',
    refused: [
      ['services/ordering/src/composition.ts', `console.log('placed');`],
      ['packages/service-kit/src/server.ts', `console.error('down');`],
    ],
    allowed: [['apps/prove/src/main.ts', `console.log('clean');`]],
  },
];

export const BANS = [
  { rule: 'no-restricted-syntax', planted: NO_SYNTAX },
  { rule: 'no-restricted-globals', planted: NO_GLOBALS },
  { rule: 'no-console', planted: NO_CONSOLE },
];

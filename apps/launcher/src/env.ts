import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8000),
  HOST: z.string().min(1).default('127.0.0.1'),
  HAAT_DATA_DIR: z.string().min(1).default('.haat'),
  /** Firebase uids or e-mail addresses that become admin at their first sign-in, separated by commas. */
  HAAT_ADMINS: z.string().default(''),
  /** `1` lets partners' webhooks go to this machine and its networks, over http too. For development only. */
  HAAT_WEBHOOKS_ALLOW_PRIVATE: z.enum(['0', '1']).default('0'),
});

export type LauncherEnv = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly admins: readonly string[];
  readonly allowPrivateWebhooks: boolean;
  /** Forget everything and begin anew. */
  readonly fresh: boolean;
};

/** Reads the variables and the command line; says every problem at once. */
export function readEnv(args: readonly string[], variables: NodeJS.ProcessEnv = process.env): LauncherEnv {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings cannot be used:\n${problems.join('\n')}`);
  }
  const { values } = parseArgs({ args: [...args], options: { fresh: { type: 'boolean', default: false } } });
  const { PORT, HOST, HAAT_DATA_DIR, HAAT_ADMINS } = parsed.data;
  const admins = HAAT_ADMINS.split(',')
    .map((admin) => admin.trim())
    .filter(Boolean);
  return Object.freeze({
    port: PORT,
    host: HOST,
    dataDir: resolve(ROOT, HAAT_DATA_DIR),
    admins,
    allowPrivateWebhooks: parsed.data.HAAT_WEBHOOKS_ALLOW_PRIVATE === '1',
    fresh: values.fresh,
  });
}

/** Whether only this machine can reach an address. The embedded profile believes unsigned tokens, so it matters. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Marketplace, PROJECT_ID, startMarketplace } from '@haat/launcher';
import type { Progress } from '../src/console/progress.ts';
import { importFile } from '../src/uci/import-file.ts';
import { NoMarketplace } from '../src/market/market.ts';
import { replayFolder } from '../src/olist/replay-folder.ts';
import { writeSmallFolder, writeSmallUciFile } from './small-folder.ts';

/** As `GET /v1/dev` tells it. */
const ADMIN = { email: 'admin@haat.example', password: 'haat-demo' };

/** Only a verified address makes an admin, and only the emulator's own administrator can say that one is. */
async function createAdmin({ authUrl }: { authUrl: string }): Promise<void> {
  const response = await fetch(`${authUrl}/identitytoolkit.googleapis.com/v1/projects/${PROJECT_ID}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
    body: JSON.stringify({ ...ADMIN, emailVerified: true }),
  });
  if (!response.ok) throw new Error(await response.text());
}

let dataDir: string;
let marketplace: Marketplace;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'haat-replay-'));
  marketplace = await startMarketplace({
    dataDir,
    port: 0,
    durable: false,
    initialAdmins: [ADMIN.email],
    seed: createAdmin,
  });
  await writeSmallFolder(join(dataDir, 'olist'));
  await writeSmallUciFile(join(dataDir, 'lines.csv'));
}, 120_000);

afterAll(async () => {
  await marketplace?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const quiet: Progress = { phase: () => ({ tick() {}, done() {} }), note() {} };

function run() {
  const printed: string[] = [];
  return {
    printed,
    options: {
      marketplaceUrl: marketplace.url,
      dataDir,
      concurrency: 4,
      progress: quiet,
      print: (text: string) => void printed.push(text),
    },
  };
}

describe('the replay of a small folder', () => {
  it('agrees in every figure, whether done at once or gone on with', async () => {
    const { printed, options } = run();
    expect(await replayFolder({ ...options, folder: join(dataDir, 'olist') })).toBe(0);
    const table = printed.join('\n');
    expect(table).toMatch(/store orders after the split .* 9 .* 9 .*ok/);
    expect(table).toMatch(/orders with more than one seller .* 1 .* 1 .*ok/);
    expect(table).toMatch(/ordering\.cart_empty 1/);
    expect(table).toMatch(/catalog\.already_reviewed 1/);
    expect(table).toMatch(/order1.* 30\.00 .* 31\.55 .* -1\.55/);
    const again = run();
    expect(await replayFolder({ ...again.options, folder: join(dataDir, 'olist') })).toBe(0);
    expect(again.printed).toEqual(printed);
  }, 120_000);

  it('does nothing twice when its journal is lost', async () => {
    const { printed, options } = run();
    expect(
      await replayFolder({ ...options, dataDir: join(dataDir, 'elsewhere'), folder: join(dataDir, 'olist') }),
    ).toBe(0);
    expect(printed.join('\n')).toMatch(/store orders after the split .* 9 .* 9 .*ok/);
  }, 120_000);

  it('says so when nobody answers', async () => {
    const { options } = run();
    await expect(
      replayFolder({ ...options, marketplaceUrl: 'http://127.0.0.1:1', folder: join(dataDir, 'olist') }),
    ).rejects.toThrow(NoMarketplace);
  });
});

describe('the import of a small file', () => {
  it('sells, takes back and refuses, and everything adds up', async () => {
    const { printed, options } = run();
    expect(await importFile({ ...options, file: join(dataDir, 'lines.csv') })).toBe(0);
    const table = printed.join('\n');
    expect(table).toContain('4 sold + 1 returned + 4 refused');
    expect(table).toMatch(/3 \(2\)/);
    const [, refusedFile] = /listed in (\S+):/.exec(table)!;
    expect((await readFile(refusedFile!, 'utf8')).trim().split('\n').slice(1)).toEqual([
      '7,C5,A1,-2,StockCode,sale_to_return',
      '8,C6,A1,-1,CustomerID,known_for_a_return',
      '9,7,C3,-3,Quantity,positive',
      '9,7,C3,-3,UnitPrice,positive',
      '10,8,C3,3,UnitPrice,two_decimals',
    ]);
  }, 120_000);
});

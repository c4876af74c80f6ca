import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CHECKS } from '../src/checks/index.ts';
import { CannotConnect } from '../src/database/snapshot.ts';
import { findMarketplace } from '../src/find-marketplace.ts';
import { prove, type Proof } from '../src/prove.ts';
import { type Plant, PLANTS } from './plants.ts';
import { type Scene, setScene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await setScene();
}, 120_000);

afterAll(() => scene?.stop());

/** Works as a superuser whose writes no trigger sees, as somebody who tampers with the files would. */
async function tamper(database: string, statements: readonly string[]): Promise<void> {
  const url = new URL(scene.superuserUrl);
  url.pathname = `/haat_${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function planted<T>({ database, tables, sql }: Plant, work: () => Promise<T>): Promise<T> {
  await tamper(database, [...tables.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table}`), sql]);
  try {
    return await work();
  } finally {
    await tamper(
      database,
      tables.flatMap((table) => [`DELETE FROM ${table}`]),
    );
    await tamper(
      database,
      tables
        .toReversed()
        .flatMap((table) => [
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}`,
          `DROP TABLE kept_${table}`,
        ]),
    );
  }
}

async function proofs(finds?: string): Promise<Proof[]> {
  const found: Proof[] = [];
  const checks = CHECKS.filter(({ name }) => finds === undefined || name.startsWith(finds));
  await prove(scene.marketplace, {
    checks,
    onProof: (proof) => void found.push(proof),
    maxLooks: finds === undefined ? 20 : 2,
    pauseMs: finds === undefined ? 250 : 20,
  });
  return found;
}

describe('prove', () => {
  it('finds nothing in a clean house, and looks at something in each check', async () => {
    const all = await proofs();
    expect(all.flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(all).toHaveLength(CHECKS.length);
    expect(all.filter(({ looked }) => looked === 0).map(({ check }) => check.name)).toEqual([]);
  }, 60_000);

  it.each(PLANTS.map((plant) => [plant.finds, plant.sql.trim().replaceAll(/\s+/g, ' ').slice(0, 90), plant] as const))(
    'finds that "%s…" does not hold after %s',
    async (_finds, _sql, plant) => {
      const [proof, ...others] = await planted(plant, () => proofs(plant.finds));
      expect(others).toEqual([]);
      expect(proof?.breaches.length).toBeGreaterThan(0);
      expect(proof?.breaches[0]?.id).not.toBe('');
    },
  );

  it('finds a guard that is switched off', async () => {
    await tamper('payments', ['ALTER TABLE entry DISABLE TRIGGER entry_is_append_only']);
    const [proof] = await proofs('the guards').finally(() =>
      tamper('payments', ['ALTER TABLE entry ENABLE TRIGGER entry_is_append_only']),
    );
    expect(proof?.breaches).toEqual([{ id: 'payments.entry_is_append_only', problem: expect.any(String) }]);
  });

  it('has a planted breach for every check', () => {
    const found = new Set([...PLANTS.map(({ finds }) => finds), 'the guards']);
    expect(
      CHECKS.filter(({ name }) => ![...found].some((start) => name.startsWith(start))).map(({ name }) => name),
    ).toEqual([]);
  });

  it('finds nothing again when everything planted is gone', async () => {
    expect((await proofs()).flatMap(({ breaches }) => breaches)).toEqual([]);
  }, 60_000);

  it('says that it cannot connect rather than that all is well', async () => {
    const urls = { ...scene.marketplace.urls, ordering: 'postgres://nobody:nothing@127.0.0.1:1/haat_ordering' };
    await expect(prove({ urls, now: async () => new Date() }, { checks: CHECKS, onProof: () => {} })).rejects.toThrow(
      CannotConnect,
    );
    await expect(findMarketplace({ marketplaceUrl: 'http://127.0.0.1:1', databaseUrls: null })).rejects.toThrow(
      CannotConnect,
    );
  });
});

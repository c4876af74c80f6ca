import { describe, expect, it } from '@jest/globals';
import net from 'node:net';
import pg from 'pg';

describe('the harness of the tests', () => {
  it('offers a PostgreSQL whose superuser it may use', async () => {
    const client = new pg.Client({ connectionString: process.env['HAAT_TEST_POSTGRES_URL'] });
    await client.connect();
    const answer = await client.query<{ usesuper: boolean }>(
      'select usesuper from pg_user where usename = current_user',
    );
    await client.end();
    expect(answer.rows).toEqual([{ usesuper: true }]);
  });

  it('refuses connections that would leave this machine', async () => {
    const failure = (await fetch('https://example.com/').catch((error: unknown) => error)) as Error;
    expect(String(failure.cause)).toContain('Tests may not leave this machine');
  });

  it('refuses addresses as well as names', async () => {
    const socket = net.connect(80, '192.0.2.1');
    const failure = await new Promise((resolve) => socket.once('error', resolve));
    expect(failure).toMatchObject({ code: 'HAAT_OUTGOING_NETWORK_DENIED' });
  });
});

/** A launcher to be killed: starts PostgreSQL on the folder named, writes a thousand rows, and waits for its end. */
import pg from 'pg';
import { startPostgres } from '../src/postgres/start-postgres.ts';

const postgres = await startPostgres({ dataDir: process.argv[2] as string, onProgress: console.log });
const client = new pg.Client({ connectionString: postgres.superuserUrl });
await client.connect();
await client.query('CREATE TABLE written AS SELECT generate_series(1, 1000)');
console.log('ready');

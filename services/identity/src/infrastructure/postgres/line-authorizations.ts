import type { Sql } from '@haat/service-kit';
import type { LineAuthorizations } from '../../application/ports/line-authorizations.ts';
import type { LineAuthorization } from '../../domain/index.ts';

const ADD = `INSERT INTO line_authorization (state_digest, nonce_digest, code_challenge, return_url, expires_at)
  VALUES ($1, $2, $3, $4, $5)`;
const LOCKED = `SELECT * FROM line_authorization WHERE state_digest = $1 FOR UPDATE`;
const USE = `UPDATE line_authorization SET used_at = $2 WHERE state_digest = $1`;
const RETURN_URL = `SELECT return_url FROM line_authorization WHERE state_digest = $1`;
const FORGET = `DELETE FROM line_authorization WHERE expires_at < $1`;

type Row = {
  state_digest: string;
  nonce_digest: string;
  code_challenge: string;
  return_url: string | null;
  expires_at: Date;
  used_at: Date | null;
};

export const createLineAuthorizations = (sql: Sql): LineAuthorizations => ({
  add: async ({ stateDigest, nonceDigest, codeChallenge, returnUrl, expiresAt }) => {
    await sql.query(ADD, [stateDigest, nonceDigest, codeChallenge, returnUrl, expiresAt]);
  },
  update: async (stateDigest, decide) => {
    const [row] = await sql.query<Row>(LOCKED, [stateDigest]);
    const decided = decide(row === undefined ? null : toAuthorization(row));
    await sql.query(USE, [stateDigest, decided.usedAt]);
    return decided;
  },
  findReturnUrl: async (stateDigest) =>
    (await sql.query<Pick<Row, 'return_url'>>(RETURN_URL, [stateDigest]))[0]?.return_url ?? null,
  forget: async (before) => {
    await sql.query(FORGET, [before]);
  },
});

const toAuthorization = (row: Row): LineAuthorization => ({
  stateDigest: row.state_digest,
  nonceDigest: row.nonce_digest,
  codeChallenge: row.code_challenge,
  returnUrl: row.return_url,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

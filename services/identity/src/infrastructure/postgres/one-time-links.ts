import type { Sql } from '@haat/service-kit';
import type { OneTimeLinks } from '../../application/ports/one-time-links.ts';
import type { LinkPurpose, OneTimeLink } from '../../domain/index.ts';

const ADD = `INSERT INTO one_time_link (token_digest, link_id, purpose, firebase_uid, email, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const SUPERSEDE = `UPDATE one_time_link SET used_at = $3 WHERE firebase_uid = $1 AND purpose = $2 AND used_at IS NULL`;
const LOCKED = `SELECT * FROM one_time_link WHERE token_digest = $1 FOR UPDATE`;
const USE = `UPDATE one_time_link SET used_at = $2 WHERE token_digest = $1`;
const FORGET = `DELETE FROM one_time_link WHERE expires_at < $1`;

type Row = {
  token_digest: string;
  link_id: string;
  purpose: LinkPurpose;
  firebase_uid: string;
  email: string;
  expires_at: Date;
  used_at: Date | null;
};

export const createOneTimeLinks = (sql: Sql): OneTimeLinks => ({
  add: async ({ tokenDigest, linkId, purpose, firebaseUid, email, expiresAt }, now) => {
    await sql.query(SUPERSEDE, [firebaseUid, purpose, now]);
    await sql.query(ADD, [tokenDigest, linkId, purpose, firebaseUid, email, expiresAt]);
  },
  update: async (tokenDigest, decide) => {
    const [row] = await sql.query<Row>(LOCKED, [tokenDigest]);
    const decided = decide(row === undefined ? null : toLink(row));
    await sql.query(USE, [tokenDigest, decided.usedAt]);
    return decided;
  },
  restore: async (tokenDigest) => {
    await sql.query(USE, [tokenDigest, null]);
  },
  forget: async (before) => {
    await sql.query(FORGET, [before]);
  },
});

const toLink = (row: Row): OneTimeLink => ({
  tokenDigest: row.token_digest,
  linkId: row.link_id,
  purpose: row.purpose,
  firebaseUid: row.firebase_uid,
  email: row.email,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

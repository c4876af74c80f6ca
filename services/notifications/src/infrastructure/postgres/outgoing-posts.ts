import { integrationEvent, type Transaction } from '@haat/service-kit';
import type { OutgoingPosts } from '../../application/ports/outgoing-posts.ts';
import type { Audience } from '../../application/posts.ts';
import { toNoticeId } from './notice-id.ts';

/**
 * One statement for a whole batch of events, because round trips are what the way of an order has least of. To a store
 * means: e-mails to its owners, notices to all its members. The buyer of an order that we have not heard of yet gets
 * the e-mail once we have; a notice needs a known order.
 */
const ADD = `
WITH orders AS (
  INSERT INTO order_contact (order_id, order_number, owner, email)
  SELECT DISTINCT ON (o."orderId") o."orderId", o."orderNumber", o.owner, o.email
  FROM jsonb_to_recordset($1::jsonb) AS o ("orderId" uuid, "orderNumber" text, owner text, email text)
  ON CONFLICT (order_id) DO NOTHING
), emails AS (
  INSERT INTO email_message (cause_id, recipient, template, data, next_attempt_at, queued_at)
  SELECT e."causeId", audience.recipient, e.template, e.data || audience.more, $4::timestamptz, $4::timestamptz
  FROM jsonb_to_recordset($2::jsonb)
    AS e ("causeId" uuid, address text, "userId" uuid, "storeId" uuid, "orderId" uuid, template text, data jsonb)
  CROSS JOIN LATERAL (
    SELECT 'mailto:' || e.address AS recipient, '{}'::jsonb AS more WHERE e.address IS NOT NULL
    UNION ALL SELECT 'user:' || e."userId", '{}' WHERE e."userId" IS NOT NULL
    UNION ALL SELECT 'order:' || e."orderId", '{}' WHERE e."orderId" IS NOT NULL
    UNION ALL SELECT 'user:' || m.user_id, jsonb_build_object('storeName', COALESCE(s.name, 'your store'))
      FROM store_member_copy m LEFT JOIN store_copy s USING (store_id)
      WHERE m.store_id = e."storeId" AND m.role = 'owner'
  ) AS audience
  ON CONFLICT (cause_id, recipient, template) DO NOTHING
)
INSERT INTO notice (cause_id, owner, kind, title, body, subject_kind, subject_id, created_at)
SELECT n."causeId", audience.owner, n.kind, n.title, n.body, n."subjectKind", n."subjectId", $4::timestamptz
FROM jsonb_to_recordset($3::jsonb) AS n ("causeId" uuid, "userId" uuid, "storeId" uuid, "orderId" uuid,
  kind text, title text, body text, "subjectKind" text, "subjectId" text)
CROSS JOIN LATERAL (
  SELECT 'user:' || n."userId" AS owner WHERE n."userId" IS NOT NULL
  UNION ALL SELECT 'user:' || m.user_id FROM store_member_copy m WHERE m.store_id = n."storeId"
  UNION ALL SELECT c.owner FROM (
    SELECT k.owner FROM order_contact k WHERE k.order_id = n."orderId"
    -- What this statement inserts it does not see: an order of the same batch is looked up in the batch.
    UNION SELECT o.owner FROM jsonb_to_recordset($1::jsonb) AS o ("orderId" uuid, owner text) WHERE o."orderId" = n."orderId"
  ) AS c WHERE n."orderId" IS NOT NULL AND c.owner LIKE 'user:%'
) AS audience
ON CONFLICT (owner, cause_id, kind) DO NOTHING
RETURNING position, owner, kind, title, body, subject_kind, subject_id`;

type WrittenNotice = {
  position: bigint;
  owner: string;
  kind: string;
  title: string;
  body: string;
  subject_kind: string | null;
  subject_id: string | null;
};

export function createOutgoingPosts(tx: Transaction): OutgoingPosts {
  return {
    add: async (posts, now) => {
      const orders = posts.flatMap((post) => post.orders ?? []);
      const emails = posts
        .flatMap((post) => post.emails ?? [])
        .map(({ to, ...email }) => ({ ...email, ...target(to) }));
      const notices = posts
        .flatMap((post) => post.notices ?? [])
        .map(({ to, subject, ...notice }) => ({
          ...notice,
          ...target(to),
          subjectKind: subject?.kind ?? null,
          subjectId: subject?.id ?? null,
        }));
      if (orders.length + emails.length + notices.length === 0) return;
      const params = [JSON.stringify(orders), JSON.stringify(emails), JSON.stringify(notices), now];
      const written = await tx.query<WrittenNotice>(ADD, params);
      tx.publish(written.map((notice) => noticeCreated(notice, now)));
    },
  };
}

/** Whoever looks at the app hears of a notice at once. */
function noticeCreated({ position, owner, kind, title, body, ...row }: WrittenNotice, now: Date) {
  const userId = owner.slice('user:'.length);
  const subject = row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id ?? '' };
  const notice = { noticeId: toNoticeId(position), kind, title, body, subject, createdAt: now.toISOString() };
  return integrationEvent('noticeCreated', { key: userId, data: { ...notice, userId } });
}

/** The audience as the one column that the statement looks at. */
function target(to: Audience): object {
  const { kind: _kind, ...column } = to;
  return column;
}

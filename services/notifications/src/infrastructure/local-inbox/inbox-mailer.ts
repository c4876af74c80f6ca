import type { Clock } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { Mailer } from '../../application/ports/mailer.ts';

const DELIVER = `INSERT INTO inbox_message (message_id, recipient, subject, text_body, html_body, received_at)
  SELECT m."messageId", lower(m."to"), m.subject, m.text, m.html, $2
  FROM jsonb_to_recordset($1::jsonb) AS m ("messageId" text, "to" text, subject text, text text, html text)
  ON CONFLICT (message_id) DO NOTHING`;

/** Delivers mail into a table of the notifications database, to be read at `/inbox`; for the embedded profile. */
export const createInboxMailer = ({ sql, clock }: { readonly sql: Sql; readonly clock: Clock }): Mailer => ({
  send: async (messages) => {
    await sql.query(DELIVER, [JSON.stringify(messages), clock.now()]);
    return messages.map(() => null);
  },
});

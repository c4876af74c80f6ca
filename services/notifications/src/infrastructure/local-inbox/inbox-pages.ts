import { INBOX_PAGE, type InboxMessage } from './inbox-store.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#23201a;background:#fbfaf7}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #e6e0d4;overflow-wrap:anywhere}
iframe{width:100%;height:70vh;border:1px solid #e6e0d4;background:#fff}input{font:inherit;padding:.3rem .5rem;width:20rem;max-width:60vw}
button{font:inherit;padding:.3rem .8rem}dt{float:left;width:6rem;color:#6b6557}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

/** The list of mails, newest first, with a search by recipient. */
export function listPage(messages: readonly InboxMessage[], to: string): string {
  const rows = messages.map(
    ({ id, to: recipient, subject, receivedAt }) =>
      `<tr><td>${receivedAt.toISOString().slice(0, 19).replace('T', ' ')}</td><td>${escaped(recipient)}</td>` +
      `<td><a href="/inbox/${id}">${escaped(subject)}</a></td></tr>`,
  );
  const empty = '<tr><td colspan="3">No mail yet.</td></tr>';
  const older = messages.length < INBOX_PAGE ? '' : olderLink(messages.at(-1)!.id, to);
  return page(
    'Inbox',
    `<h1>Inbox</h1><form action="/inbox"><label>Recipient <input name="to" value="${escaped(to)}"></label> <button>Search</button></form>
<table><thead><tr><th>Received (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('') || empty}</tbody></table>${older}`,
  );
}

function olderLink(before: string, to: string): string {
  const query = new URLSearchParams({ ...(to === '' ? {} : { to }), before });
  return `<p><a href="/inbox?${escaped(query.toString())}">Older</a></p>`;
}

/** One mail. Its markup runs in a frame that may do nothing: no script, no form, no address of ours. */
export function messagePage({ to, subject, html, text, receivedAt }: InboxMessage): string {
  return page(
    subject,
    `<p><a href="/inbox">Inbox</a></p><h1>${escaped(subject)}</h1>
<dl><dt>To</dt><dd>${escaped(to)}</dd><dt>Received</dt><dd>${receivedAt.toISOString()}</dd></dl>
<iframe sandbox="" title="The mail as it looks" srcdoc="${escaped(html)}"></iframe>
<details><summary>As plain text</summary><pre>${escaped(text)}</pre></details>`,
  );
}

export const missingPage = (): string => page('No such mail', '<h1>No such mail</h1><p><a href="/inbox">Inbox</a></p>');

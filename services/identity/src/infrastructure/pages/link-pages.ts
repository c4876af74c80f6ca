import type { FastifyInstance } from 'fastify';
import { createPage, type Page } from './page.ts';

/** The token stands in the fragment, which no server sees, and works only when somebody presses the button: programs that
 * open links in mails to look at them use nothing up. */
const sender = (address: string, fields: string, done: string) => `
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
const outcome = document.getElementById('outcome');
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  outcome.textContent = 'One moment.';
  const answer = await fetch('${address}', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token${fields} }),
  });
  outcome.textContent = answer.ok ? '${done}' : (await answer.json()).detail;
});
`;

const PAGES: Readonly<Record<string, Page>> = {
  '/v1/sign-in/pages/confirm-email': createPage({
    title: 'Confirm your address',
    body: '<form><button>Confirm this address</button></form>',
    script: sender('/v1/sign-in/email-verification', '', 'This address is confirmed.'),
  }),
  '/v1/sign-in/pages/reset-password': createPage({
    title: 'Set a new password',
    body: `<form><label>New password <input id="password" type="password" autocomplete="new-password" minlength="10" maxlength="128" required></label>
<button>Set this password</button></form>`,
    script: sender(
      '/v1/sign-in/password-reset/complete',
      `, newPassword: document.getElementById('password').value`,
      'The new password is set. Sign in with it.',
    ),
  }),
};

/** Serves the pages to which links in mails lead, until a shop has pages of its own. */
export function registerLinkPages(server: FastifyInstance): void {
  for (const [path, { html, contentSecurityPolicy }] of Object.entries(PAGES)) {
    server.get(path, (_request, reply) =>
      reply
        .header('content-security-policy', contentSecurityPolicy)
        .header('referrer-policy', 'no-referrer')
        .header('x-content-type-options', 'nosniff')
        .type('text/html; charset=utf-8')
        .send(html),
    );
  }
}

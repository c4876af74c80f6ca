import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aNotifications } from '../builders/a-notifications.ts';
import { uuid } from '../builders/events.ts';

const URL = 'https://haat.example/reset#token=0123456789';
const MAIL = {
  causeId: uuid(7),
  email: 'ana@example.com',
  template: 'reset-password',
  data: { url: URL, expiresAt: '2026-03-01T12:30:00.000Z' },
};

describe('mail about an account', () => {
  let notifications: Awaited<ReturnType<typeof aNotifications>>;
  beforeEach(async () => {
    notifications = await aNotifications();
  });
  afterEach(() => notifications.drop());

  const kept = () => notifications.database.query('SELECT data FROM email_message');

  it('arrives once a cause, and what it carried is forgotten', async () => {
    await notifications.callInside('sendAccountMail', MAIL);
    await notifications.callInside('sendAccountMail', MAIL);
    expect(await kept()).toEqual([{ data: MAIL.data }]);
    await notifications.sendAll();
    const [mail, ...others] = await notifications.inbox();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ recipient: MAIL.email, subject: 'Set a new password' });
    expect(mail!.text_body).toContain(URL);
    // Handlebars writes the sign as a character reference, which every mail program reads as the sign.
    expect(mail!.html_body.replaceAll('&#x3D;', '=')).toContain(`href="${URL}"`);
    expect(await kept()).toEqual([{ data: {} }]);
  });

  it('comes from inside only', async () => {
    await expect(notifications.call('sendAccountMail', MAIL, { as: uuid(1) })).rejects.toMatchObject({
      code: 'access.forbidden',
    });
  });

  it.each(['confirm-email', 'password-changed'])('is written for %s', async (template) => {
    await notifications.callInside('sendAccountMail', { ...MAIL, template });
    await notifications.sendAll();
    expect(await notifications.inbox()).toHaveLength(1);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { inboxRoutes } from '../../src/composition.ts';
import { aNotifications } from '../builders/a-notifications.ts';
import { orderConfirmed } from '../builders/events.ts';

const FILE = new URL('../../../../../shared/data/security/blns/blns.json', import.meta.url);
const present = existsSync(FILE);
const naughty: string[] = present ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
const FEW = [
  '<script>alert(1)</script>',
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='x`,
  '{{constructor}}',
  '&lt;b&gt;',
];
const isStorable = (text: string) => !text.includes('\u0000') && text.isWellFormed();

describe('the local inbox', () => {
  let notifications: Awaited<ReturnType<typeof aNotifications>>;
  const app = Fastify();
  const get = async (url: string) => await app.inject({ method: 'GET', url });

  beforeAll(async () => {
    notifications = await aNotifications();
    await app.register(inboxRoutes({ database: notifications.database }));
    await notifications.receive(orderConfirmed(1), orderConfirmed(2));
    await notifications.sendAll();
  });
  afterAll(async () => {
    await app.close();
    await notifications.drop();
  });

  it('lists mails newest first and finds a recipient', async () => {
    const all = await get('/inbox');
    expect(all.statusCode).toBe(200);
    expect(all.body.indexOf('H-2')).toBeLessThan(all.body.indexOf('H-1'));
    const found = await get('/inbox?to=Buyer-2');
    expect(found.body).toContain('buyer-2@example.com');
    expect(found.body).not.toContain('buyer-1@example.com');
  });

  it('gives mails as data to scripts, by the whole address', async () => {
    const { items } = (await get('/inbox.json?to=buyer-1@example.com')).json();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ subject: 'Order H-1 is confirmed', text: expect.stringContaining('BRL 129.90') });
    expect((await get('/inbox.json?to=buyer-1')).json()).toEqual({ items: [] });
  });

  it('shows a mail in a frame that may do nothing', async () => {
    const { items } = (await get('/inbox.json?to=buyer-1@example.com')).json();
    const shown = await get(`/inbox/${items[0].id}`);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('<iframe sandbox="" ');
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each([
    '/inbox/0',
    '/inbox/x',
    '/inbox/999999999999999999',
    '/inbox/99999999999999999999',
    '/inbox/%00',
    '/inbox/-1',
  ])('answers 404 to %s', async (url) => expect((await get(url)).statusCode).toBe(404));

  it.each([
    '/inbox?to=%00',
    '/inbox?to=a&to=b',
    '/inbox?to=%25_',
    '/inbox?before=x',
    '/inbox.json?to=%F0%9F%92%A5',
    '/inbox?to=%22%3E%3Cscript%3E',
  ])('answers 200 to %s', async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('<script');
  });

  it('renders whatever people type as text, in mails and on its pages', async () => {
    const strings = [...FEW, ...naughty].filter(isStorable).filter((text) => text.trim() !== '');
    const emailOf = (index: number) => `naughty-${index}@example.com`;
    const markup = (html: string) => html.replaceAll(/[^<>"]/g, '');
    await notifications.receive(
      orderConfirmed(9, { title: 'harmless', orderNumber: 'harmless', email: 'harmless@example.com' }),
    );
    const batch = strings.map((text, i) =>
      orderConfirmed(1000 + i, { title: text, orderNumber: text, email: emailOf(i) }),
    );
    await notifications.receive(...batch);
    await notifications.sendAll();
    const [harmless] = (await get('/inbox.json?to=harmless@example.com')).json().items;
    const harmlessPage = (await get(`/inbox/${harmless.id}`)).body;
    for (let i = 0; i < strings.length; i += 1) {
      const [mail] = (await get(`/inbox.json?to=${emailOf(i)}`)).json().items;
      expect(markup(mail.html)).toBe(markup(harmless.html));
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(markup((await get(`/inbox/${mail.id}`)).body)).toBe(markup(harmlessPage));
    }
  });
});

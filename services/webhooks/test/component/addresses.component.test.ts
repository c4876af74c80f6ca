import type { LookupAddress } from 'node:dns';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type AddressPolicy, anyAddress, publicAddresses } from '../../src/composition.ts';
import { aReceiver } from '../builders/a-receiver.ts';
import { aWebhooks, until, type Webhooks } from '../builders/a-webhooks.ts';
import { orderPaid, STORE } from '../builders/events.ts';

/** Any port over http, but public addresses only: so that a rebinding name can be tried against a real server. */
const publicOverHttp: AddressPolicy = { ...anyAddress, name: 'test', allows: publicAddresses.allows };

describe('addresses of webhooks', () => {
  let webhooks: Webhooks;
  afterEach(() => webhooks.drop());

  it.each([
    ['http://example.com/', 'scheme'],
    ['https://user:secret@example.com/', 'no_credentials'],
    ['https://example.com:22/', 'port'],
    ['https://example.com/#part', 'no_fragment'],
    ['https://[::1/', 'absolute_url'],
  ])('are refused by their looks: %s', async (url, rule) => {
    webhooks = await aWebhooks({ addressPolicy: publicAddresses, resolve: () => Promise.resolve([]) });
    await expect(webhooks.hear(url)).rejects.toMatchObject({ code: 'webhooks.url_invalid', details: { rule } });
  });

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00:ec2::254]/',
  ])('are refused by where they lead: %s', async (url) => {
    webhooks = await aWebhooks({ addressPolicy: publicAddresses });
    await expect(webhooks.hear(url)).rejects.toMatchObject({ code: 'webhooks.address_refused' });
  });

  it('are refused when one of several addresses of the name is private', async () => {
    const found: LookupAddress[] = [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.1.1', family: 4 },
    ];
    webhooks = await aWebhooks({ addressPolicy: publicAddresses, resolve: () => Promise.resolve(found) });
    await expect(webhooks.hear('https://partner.example/')).rejects.toMatchObject({ code: 'webhooks.address_refused' });
    found.pop();
    const { endpoint } = await webhooks.hear('https://partner.example/');
    const key = { storeId: STORE, endpointId: endpoint.endpointId };
    await expect(webhooks.call('updateEndpoint', { ...key, url: 'https://10.0.0.1/' })).rejects.toMatchObject({
      code: 'webhooks.address_refused',
    });
  });

  it('are judged again at every connection: a name that turns to this machine gets nothing', async () => {
    const receiver = await aReceiver();
    let found: LookupAddress[] = [{ address: '93.184.216.34', family: 4 }];
    webhooks = await aWebhooks({ addressPolicy: publicOverHttp, resolve: () => Promise.resolve(found) });
    await webhooks.hear(`http://rebinding.localhost:${receiver.port}/`);
    found = [{ address: '127.0.0.1', family: 4 }];
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await until(async () => (await webhooks.deliveries())[0]!.attempts === 1);
    const { deliveryId } = (await webhooks.deliveries())[0]!;
    const { attemptLog } = await webhooks.call('getDelivery', { storeId: STORE, deliveryId });
    expect(attemptLog[0]).toMatchObject({ statusCode: null, error: 'the address is not public' });
    expect(receiver.received).toEqual([]);
    await receiver.close();
  });

  it('that were registered before they were refused get nothing either', async () => {
    const receiver = await aReceiver();
    webhooks = await aWebhooks();
    await webhooks.hear(receiver.url);
    const strict = webhooks.another({ addressPolicy: publicOverHttp });
    strict.workers[0]!.start();
    await webhooks.receive(orderPaid(1));
    await until(async () => (await webhooks.deliveries())[0]!.attempts === 1);
    await strict.workers[0]!.stop();
    expect(receiver.received).toEqual([]);
    await receiver.close();
  });

  it('are not followed elsewhere, and only the beginning of an answer is read', async () => {
    const elsewhere = await aReceiver();
    const receiver = await aReceiver((response, { path }) => {
      if (path === '/redirect') response.writeHead(307, { location: elsewhere.url }).end();
      else for (let i = 0; i < 200; i += 1) response.write('x\u0000'.repeat(5_000));
    });
    webhooks = await aWebhooks();
    await webhooks.hear(`http://127.0.0.1:${receiver.port}/redirect`);
    await webhooks.hear(`http://127.0.0.1:${receiver.port}/endless`);
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await until(async () => (await webhooks.deliveries()).every(({ attempts }) => attempts === 1));
    const logs = await Promise.all(
      (await webhooks.deliveries()).map(({ deliveryId }) =>
        webhooks.call('getDelivery', { storeId: STORE, deliveryId }),
      ),
    );
    const byStatus = new Map(logs.map(({ attemptLog: [attempt] }) => [attempt!.statusCode, attempt!]));
    expect(byStatus.get(307)).toMatchObject({ error: 'redirects are not followed' });
    expect(byStatus.get(200)!.responseExcerpt).toBe('x'.repeat(512));
    expect(elsewhere.received).toEqual([]);
    await Promise.all([receiver.close(), elsewhere.close()]);
  });
});

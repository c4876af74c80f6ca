import type { Clock } from '@haat/domain';
import type { Webhook, WebhookReader } from '../ports/webhook-reader.ts';
import type { TenderNews } from './settle-tenders.ts';

type Deps = {
  readonly clock: Clock;
  readonly webhooks: WebhookReader;
  readonly settle: (news: TenderNews) => Promise<unknown>;
};

/** Takes a provider's webhook; it has been committed when this returns, so that the provider may forget it. */
export async function receiveWebhook({ clock, webhooks, settle }: Deps, webhook: Webhook): Promise<void> {
  const news = webhooks.read(webhook, clock.now());
  if (news !== null) await settle(news);
}

import type { Service, Sql } from '@haat/service-kit';
import { listPage, messagePage, missingPage } from './inbox-pages.ts';
import { readMessage, searchInbox } from './inbox-store.ts';

type App = Parameters<NonNullable<Service['plugins']>>[0];
type Query = { readonly Querystring: { readonly to?: unknown; readonly before?: unknown } };

const LONGEST_SEARCH = 254;
const ROW_ID = /^[1-9]\d{0,17}$/;
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * The pages of the local inbox: `GET /inbox?to=`, `GET /inbox/:id`, `GET /inbox.json?to=`. Everybody's mail can be read
 * there, so only the embedded profile mounts them.
 */
export const inboxRoutes =
  ({ database }: { readonly database: Sql }) =>
  async (app: App): Promise<void> => {
    app.get<Query>('/inbox', async ({ query }, reply) => {
      const to = searchText(query.to);
      const messages = await searchInbox(database, { to, match: 'containing', before: rowId(query.before) });
      return reply.headers(HEADERS).type('text/html; charset=utf-8').send(listPage(messages, to));
    });
    app.get<{ Params: { id: string } }>('/inbox/:id', async ({ params }, reply) => {
      const id = rowId(params.id);
      const message = id === null ? null : await readMessage(database, id);
      reply.headers(HEADERS).type('text/html; charset=utf-8');
      return message === null ? reply.code(404).send(missingPage()) : reply.send(messagePage(message));
    });
    app.get<Query>('/inbox.json', async ({ query }, reply) => {
      const search = { to: searchText(query.to), match: 'exact', before: rowId(query.before) } as const;
      return reply.headers(HEADERS).send({ items: await searchInbox(database, search) });
    });
  };

/** A repeated parameter, NUL and lone surrogates search for nothing that could be found: they are taken out. */
const searchText = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').trim().slice(0, LONGEST_SEARCH).toWellFormed() : '';

const rowId = (value: unknown): bigint | null =>
  typeof value === 'string' && ROW_ID.test(value) ? BigInt(value) : null;

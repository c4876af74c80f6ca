import { parseArgs } from 'node:util';
import { measureGraphql } from './graphql.ts';
import { measureOrders } from './orders.ts';
import { measureSearch } from './search/measure-search.ts';
import { measureSockets } from './sockets.ts';

const { values, positionals } = parseArgs({
  options: {
    clients: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    baselines: { type: 'boolean', default: true },
    profile: { type: 'boolean', default: false },
    sockets: { type: 'string', default: '2000' },
    events: { type: 'string', default: '500' },
  },
  allowNegative: true,
  allowPositionals: true,
});

/** What can be measured by itself: `npm run bench -- search`. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  orders: () =>
    measureOrders({
      clients: Number(values.clients),
      seconds: Number(values.seconds),
      rounds: Number(values.rounds),
      baselines: values.baselines,
      profile: values.profile,
    }),
  search: measureSearch,
  sockets: () => measureSockets({ sockets: Number(values.sockets), rounds: 20, events: Number(values.events) }),
  graphql: () =>
    measureGraphql({
      clients: Number(values.clients),
      seconds: Number(values.seconds),
      rounds: Number(values.rounds),
    }),
};

for (const name of positionals.length > 0 ? positionals : ['orders']) {
  const part = parts[name];
  if (part === undefined) throw new Error(`there is no part "${name}"; there are ${Object.keys(parts).join(', ')}`);
  await part();
}

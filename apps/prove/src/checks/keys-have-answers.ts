import { type Check, DATABASES } from '../check.ts';

const WITHOUT = 'SELECT principal, procedure, key FROM idempotency_key WHERE response IS NULL LIMIT 100';
const COUNT = 'SELECT count(*)::int AS keys FROM idempotency_key';

export const keysHaveAnswers: Check = {
  name: 'each idempotency key has its answer',
  property: 'orders',
  mayBeInFlight: false,
  async run(world, report) {
    let checked = 0;
    for (const name of DATABASES) {
      if (name === 'simulator') continue;
      for (const { principal, procedure, key } of await world[name].rows<{
        principal: string;
        procedure: string;
        key: string;
      }>(WITHOUT)) {
        report({ id: `${name} ${principal} ${procedure} ${key}`, problem: 'the key was claimed but has no answer' });
      }
      checked += (await world[name].rows<{ keys: number }>(COUNT))[0]!.keys;
    }
    return checked;
  },
};

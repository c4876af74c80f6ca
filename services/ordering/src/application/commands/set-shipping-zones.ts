import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import {
  assertZones,
  type ShippingRate,
  type ShippingZone,
  StoreNotFound,
  type ZonesOfStore,
} from '../../domain/index.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly storeDirectory: StoreDirectory;
  readonly clock: Clock;
  readonly ids: Ids;
};

type Unnamed<Rate> = Rate extends unknown ? Omit<Rate, 'methodId'> : never;
type WantedZone = Omit<ShippingZone, 'rates'> & { readonly rates: readonly Unnamed<ShippingRate>[] };

/** Sets all zones of a store at once. Each method gets a new name: a buyer's choice never means another price. */
export const setShippingZones =
  ({ unitOfWork, storeDirectory, clock, ids }: Deps) =>
  async (intent: Intent, storeId: string, wanted: readonly WantedZone[]): Promise<ZonesOfStore> => {
    const store = (await storeDirectory.describe([storeId])).get(storeId);
    if (store === undefined) throw new StoreNotFound();
    const zones = wanted.map((zone) => ({
      ...zone,
      rates: zone.rates.map((rate): ShippingRate => ({ ...rate, methodId: ids.next() })),
    }));
    assertZones(zones);
    const set: ZonesOfStore = { currency: store.currency, zones };
    return unitOfWork.run(intent, async ({ shippingZones }) => {
      await shippingZones.set(storeId, set, { at: clock.now(), actor: principalOf(intent.actor) });
      return set;
    });
  };

import type { KongConfig, KongPlugin, KongService } from '../config/kong-config.ts';
import type { GatewayPlugin } from '../plugins/plugin.ts';
import { createPlugin } from '../plugins/registry.ts';
import { RouteTable } from './route-table.ts';
import { serviceAddress } from './service-address.ts';
import type { ServiceAddress } from './service-address.ts';

/** Everything about a route's way that can be known before a request comes. */
export type RouteTarget = {
  readonly service: KongService;
  readonly address: ServiceAddress;
  /** In the order in which they run. */
  readonly plugins: readonly GatewayPlugin[];
};

export type CompiledRoutes = {
  readonly table: RouteTable<RouteTarget>;
  /** For requests without a route: they still get an id and the headers a browser needs to read the error. */
  readonly globalPlugins: readonly GatewayPlugin[];
};

/** Instantiates each plugin once for its scope and works out which instances apply to each route. */
export function compileRoutes(config: KongConfig): CompiledRoutes {
  const globalPlugins = instantiate(config.plugins);
  const routes = config.services
    .filter(({ enabled }) => enabled)
    .flatMap((service) => {
      const ofService = override(globalPlugins, instantiate(service.plugins));
      const address = serviceAddress(service);
      return service.routes.map((route) => {
        const plugins = inOrder(override(ofService, instantiate(route.plugins)));
        return { route, target: { service, address, plugins } };
      });
    });
  return { table: new RouteTable(routes), globalPlugins: inOrder(globalPlugins) };
}

type PluginsByName = ReadonlyMap<string, GatewayPlugin>;

function instantiate(plugins: readonly KongPlugin[]): PluginsByName {
  return new Map(
    plugins.filter(({ enabled }) => enabled).map(({ name, config }) => [name, createPlugin(name, config)]),
  );
}

/** The most specific scope wins: route before service before global. */
function override(general: PluginsByName, specific: PluginsByName): PluginsByName {
  return new Map([...general, ...specific]);
}

function inOrder(plugins: PluginsByName): readonly GatewayPlugin[] {
  return [...plugins.values()].toSorted((a, b) => b.priority - a.priority);
}

import { correlationId } from './correlation-id.ts';
import { cors } from './cors.ts';
import type { GatewayPlugin, PluginDefinition } from './plugin.ts';
import { rateLimiting } from './rate-limiting.ts';
import { requestSizeLimiting } from './request-size-limiting.ts';

const definitions: ReadonlyMap<string, PluginDefinition> = new Map(
  [correlationId, cors, rateLimiting, requestSizeLimiting].map((definition) => [
    definition.name,
    definition as PluginDefinition,
  ]),
);

export const pluginNames: readonly string[] = [...definitions.keys()];

export function findPlugin(name: string): PluginDefinition | undefined {
  return definitions.get(name);
}

/** Makes a plugin from configuration that the loader has already validated. */
export function createPlugin(name: string, config: unknown): GatewayPlugin {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`plugin ${name} has passed validation without being known`);
  return definition.create(config);
}

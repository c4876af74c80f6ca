import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { KongConfig, KongPlugin } from './kong-config.ts';
import { KongConfigError, parseKongFile } from './parse-kong-file.ts';

/**
 * Reads the files and merges them in order: services add up, and a global plugin of a later file replaces the one of
 * the same name. So a profile can loosen a limit without a second copy of the whole configuration.
 */
export async function loadKongConfig(files: readonly string[]): Promise<KongConfig> {
  if (files.length === 0) throw new KongConfigError(['no file was given']);
  const configs = await Promise.all(
    files.map(async (file) => parseKongFile(basename(file), await readFile(file, 'utf8'))),
  );
  return mergeKongConfigs(configs);
}

export function mergeKongConfigs(configs: readonly KongConfig[]): KongConfig {
  const services = configs.flatMap((config) => config.services);
  const plugins = new Map<string, KongPlugin>();
  for (const config of configs) for (const plugin of config.plugins) plugins.set(plugin.name, plugin);
  const problems = [
    ...configs.flatMap((config) =>
      repeated(
        'global plugin',
        config.plugins.map(({ name }) => name),
      ),
    ),
    ...repeated(
      'service',
      services.map(({ name }) => name),
    ),
    ...repeated(
      'route',
      services.flatMap(({ routes }) => routes.map(({ name }) => name)),
    ),
    ...services.flatMap((service) =>
      [service, ...service.routes].flatMap((scope) =>
        repeated(
          `plugin at "${scope.name}"`,
          scope.plugins.map(({ name }) => name),
        ),
      ),
    ),
  ];
  if (problems.length > 0) throw new KongConfigError(problems);
  return { _format_version: '3.0', services, plugins: [...plugins.values()] };
}

function repeated(kind: string, names: readonly string[]): string[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `${kind} "${name}" is declared more than once`);
}

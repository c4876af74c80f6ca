import { parse } from 'yaml';
import type { z } from 'zod';
import { findPlugin, pluginNames } from '../plugins/registry.ts';
import { kongFileSchema } from './kong-config.ts';
import type { KongConfig, KongPlugin } from './kong-config.ts';

/** A configuration that cannot be served. Every problem is listed, each with the place in the file. */
export class KongConfigError extends Error {
  override readonly name = 'KongConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The Kong configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Parses and validates one file; `fileName` only serves the messages. */
export function parseKongFile(fileName: string, text: string): KongConfig {
  const result = kongFileSchema.safeParse(parseYaml(fileName, text));
  if (!result.success) throw new KongConfigError(describeIssues(fileName, [], result.error.issues));
  const problems: string[] = [];
  const config = mapPlugins(result.data, (plugin, place) => {
    const checked = checkPlugin(fileName, plugin, place);
    if (!Array.isArray(checked)) return checked;
    problems.push(...checked);
    return plugin;
  });
  if (problems.length > 0) throw new KongConfigError(problems);
  return config;
}

function parseYaml(fileName: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new KongConfigError([`${fileName}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

type Place = readonly PropertyKey[];

function mapPlugins(config: KongConfig, map: (plugin: KongPlugin, place: Place) => KongPlugin): KongConfig {
  const mapAll = (plugins: readonly KongPlugin[], place: Place): KongPlugin[] =>
    plugins.map((plugin, index) => map(plugin, [...place, 'plugins', index]));
  return {
    ...config,
    plugins: mapAll(config.plugins, []),
    services: config.services.map((service, s) => ({
      ...service,
      plugins: mapAll(service.plugins, ['services', s]),
      routes: service.routes.map((route, r) => ({
        ...route,
        plugins: mapAll(route.plugins, ['services', s, 'routes', r]),
      })),
    })),
  };
}

function checkPlugin(fileName: string, plugin: KongPlugin, place: Place): KongPlugin | string[] {
  const definition = findPlugin(plugin.name);
  if (definition === undefined) {
    return [
      `${fileName}: ${formatPlace(place)}.name: unknown plugin "${plugin.name}"; known are ${pluginNames.join(', ')}`,
    ];
  }
  const result = definition.configSchema.safeParse(plugin.config ?? {});
  if (result.success) return { ...plugin, config: result.data };
  return describeIssues(fileName, [...place, 'config'], result.error.issues);
}

function describeIssues(fileName: string, place: Place, issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.map((issue) => {
    const message =
      issue.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}`
        : issue.message;
    return `${fileName}: ${formatPlace([...place, ...issue.path]) || 'the file'}: ${message}`;
  });
}

function formatPlace(place: Place): string {
  return place
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

import type { z } from 'zod';
import type { Exchange, Refusal } from '../exchange.ts';

/** A configured plugin. Its state (counters) belongs to the instance, so one scope of the file is one instance. */
export interface GatewayPlugin {
  readonly name: string;
  /** Kong's own priority: higher runs first. */
  readonly priority: number;
  /** Adds headers. Runs for every answer, the gateway's own errors included, and must not refuse. */
  decorate?(exchange: Exchange): void;
  /** Decides whether the request may go on. A plugin that can decide at once must not return a promise. */
  access?(exchange: Exchange): Refusal | undefined | Promise<Refusal | undefined>;
}

/** What the loader needs to know of a plugin: the schema of its configuration, and how to make one. */
export type PluginDefinition<Config = unknown> = {
  readonly name: string;
  readonly configSchema: z.ZodType<Config>;
  create(config: Config): GatewayPlugin;
};

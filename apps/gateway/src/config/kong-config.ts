import { z } from 'zod';

/** Kong's limit on a time-out; also keeps a value in seconds from being mistaken for one in milliseconds. */
const timeoutMs = z.int().min(1).max(2_147_483_646);
const tags = z.array(z.string()).optional();
const name = z.string().regex(/^[A-Za-z0-9._~-]+$/, 'letters, digits and . _ ~ - only');

const pluginSchema = z.strictObject({
  name: z.string(),
  enabled: z.boolean().default(true),
  config: z.unknown().optional(),
  tags,
});

const pathSchema = z
  .string()
  .refine((path) => path.startsWith('/') || path.startsWith('~'), {
    error: 'starts with "/" (prefix) or "~" (regular expression)',
  })
  .refine(isUsablePattern, { error: 'is not a regular expression that JavaScript understands' });

const routeSchema = z.strictObject({
  name,
  paths: z.array(pathSchema).min(1),
  methods: z
    .array(z.string().regex(/^[A-Z]+$/, 'upper-case letters only'))
    .min(1)
    .optional(),
  strip_path: z.boolean().default(true),
  preserve_host: z.boolean().default(false),
  regex_priority: z.int().default(0),
  protocols: z
    .array(z.enum(['http', 'https']))
    .refine((all) => all.includes('http'), { error: 'the local gateway serves http only' })
    .optional(),
  plugins: z.array(pluginSchema).default([]),
  tags,
});

const serviceSchema = z
  .strictObject({
    name,
    url: z.url({ protocol: /^https?$/ }).optional(),
    protocol: z.enum(['http', 'https']).optional(),
    host: z.string().min(1).optional(),
    port: z.int().min(1).max(65_535).optional(),
    path: z.string().startsWith('/').optional(),
    connect_timeout: timeoutMs.default(60_000),
    read_timeout: timeoutMs.default(60_000),
    write_timeout: timeoutMs.default(60_000),
    retries: z.int().min(0).max(32_767).default(5),
    enabled: z.boolean().default(true),
    routes: z.array(routeSchema).default([]),
    plugins: z.array(pluginSchema).default([]),
    tags,
  })
  .refine((service) => (service.url === undefined) !== (service.host === undefined), {
    error: 'needs either url or host',
  })
  .refine((service) => service.url === undefined || (service.protocol ?? service.port ?? service.path) === undefined, {
    error: 'url already says protocol, port and path',
  });

/** The part of Kong's declarative format 3.0 that the local gateway understands. Anything else is refused, never ignored. */
export const kongFileSchema = z.strictObject({
  _format_version: z.literal('3.0', { error: 'must be the string "3.0"' }),
  _transform: z.boolean().optional(),
  services: z.array(serviceSchema).default([]),
  plugins: z.array(pluginSchema).default([]),
});

/** A validated and merged configuration; plugin configurations hold their defaults. */
export type KongConfig = z.output<typeof kongFileSchema>;
export type KongService = z.output<typeof serviceSchema>;
export type KongRoute = z.output<typeof routeSchema>;
export type KongPlugin = z.output<typeof pluginSchema>;

function isUsablePattern(path: string): boolean {
  if (!path.startsWith('~')) return true;
  try {
    new RegExp(path.slice(1));
    return true;
  } catch {
    return false;
  }
}

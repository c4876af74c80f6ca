export { createGateway } from './create-gateway.ts';
export type { Gateway, GatewayOptions } from './create-gateway.ts';
export type { KongConfig } from './config/kong-config.ts';
export { loadKongConfig } from './config/load-kong-config.ts';
export { KongConfigError, parseKongFile } from './config/parse-kong-file.ts';
export type { GatewayLogger } from './logger.ts';
export type { GatewayErrorCode } from './problem.ts';
export type { Readiness, ReadinessCheck } from './readiness.ts';

export { CHECKS } from './checks/index.ts';
export type { Breach, Check, DatabaseName, World } from './check.ts';
export { prove, type Proof, type ProveOptions } from './prove.ts';
export { findMarketplace } from './find-marketplace.ts';
export type { DatabaseUrls, Marketplace } from './world.ts';

export {
  type Marketplace,
  type MarketplaceOptions,
  PROJECT_ID,
  startMarketplace,
} from './marketplace/start-marketplace.ts';
export { seedMarketplace } from './seed/index.ts';
export { findFreePort } from './ports/ports.ts';
export { mintEmulatorToken } from './development/emulator-token.ts';

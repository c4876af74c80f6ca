/** A launcher to be killed: starts the Auth emulator on the folder named and tells its parent the address. */
import { startAuthEmulator } from '../src/auth-emulator/start-auth-emulator.ts';

const dataDir = process.argv[2] as string;
const { url } = await startAuthEmulator({ dataDir, projectId: 'demo-haat', onProgress: () => {} });
process.send?.({ url });

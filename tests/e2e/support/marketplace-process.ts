import { startMarketplace } from '@haat/launcher';

/** The marketplace in a process of its own, so that it can be killed. Arguments: data folder, operator, port. */
const [dataDir, operator, port] = process.argv.slice(2) as [string, string, string];

const marketplace = await startMarketplace({
  dataDir,
  port: Number(port),
  withAuthEmulator: false,
  initialAdmins: [operator],
  checkOutput: true,
  // Partners' machines stand on this one.
  allowPrivateWebhooks: true,
  onDefect: (error, place) => process.send!({ defect: `${place}: ${(error as Error).stack ?? String(error)}` }),
});
process.send!({ ready: { url: marketplace.url, superuserUrl: marketplace.postgres.superuserUrl } });
process.on('message', () => void marketplace.stop().then(() => process.exit(0)));

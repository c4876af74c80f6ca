import { CHECKS } from './checks/index.ts';
import { CannotConnect } from './database/snapshot.ts';
import { readEnvironment } from './env.ts';
import { findMarketplace } from './find-marketplace.ts';
import { prove } from './prove.ts';
import { breachesOf, HEADING, rowOf } from './table.ts';

try {
  const marketplace = await findMarketplace(readEnvironment());
  console.log(HEADING);
  const holds = await prove(marketplace, {
    checks: CHECKS,
    onProof: (proof) => {
      console.log(rowOf(proof));
      if (proof.breaches.length > 0) console.log(breachesOf(proof));
    },
  });
  console.log(
    holds
      ? `\nAll ${CHECKS.length} properties hold.`
      : '\nA property that must always hold is broken; the checks after it were not run.',
  );
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  console.error(error instanceof CannotConnect ? error.message : error);
  process.exitCode = error instanceof CannotConnect ? 2 : 1;
}

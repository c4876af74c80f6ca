import { beforeEach } from '@jest/globals';
import { describeCors } from './contract/cors.ts';
import { describeFailures } from './contract/failures.ts';
import { describeForwarding } from './contract/forwarding.ts';
import { describeLimits } from './contract/limits.ts';
import { describeMalformedRequests } from './contract/malformed.ts';
import { describeRouting } from './contract/routing.ts';
import type { GatewayUnderTest } from './contract/under-test.ts';

/**
 * What a gateway over `kong.contract.yml` must do, whoever serves it. `start` has been called once for all cases; the
 * recorder behind the gateway must answer for the hosts `ordering` and `stores`.
 */
export function describeGateway(underTest: GatewayUnderTest): void {
  beforeEach(() => {
    underTest().recorder.seen.length = 0;
  });
  describeRouting(underTest);
  describeForwarding(underTest);
  describeLimits(underTest);
  describeCors(underTest);
  describeFailures(underTest);
  describeMalformedRequests(underTest);
}

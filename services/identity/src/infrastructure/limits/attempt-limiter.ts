import { isIPv6 } from 'node:net';
import type { Database } from '@haat/service-kit';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Allowance, AllowanceName, AttemptLimiter } from '../../application/ports/attempt-limiter.ts';
import { TooManyAttempts } from '../../domain/index.ts';

export type AllowanceRule = { readonly points: number; readonly durationS: number };
export type AllowanceRules = Readonly<Record<AllowanceName, AllowanceRule>>;

/** What an address or an account may do in a time; an operator may vary it. */
export const ALLOWANCES: AllowanceRules = {
  /** Failed logins. */
  passwordByAddress: { points: 5, durationS: 60 },
  /** Failed logins from anywhere; high enough that strangers can hardly lock somebody out. */
  passwordByAccount: { points: 50, durationS: 3600 },
  mailByAddress: { points: 20, durationS: 600 },
  mailByAccount: { points: 5, durationS: 3600 },
  startByAddress: { points: 60, durationS: 60 },
};

/** Counts in identity's database, so that the allowance is one over all replicas. */
export function createAttemptLimiter({ pool }: Database, rules: AllowanceRules = ALLOWANCES): AttemptLimiter {
  const names = Object.keys(rules) as AllowanceName[];
  const limiters = new Map(names.map((name) => [name, limiterOf(pool, name, rules[name])]));
  const giveBack = async (taken: readonly Allowance[]) => {
    await Promise.all(taken.map(({ name, of }) => limiters.get(name)!.reward(keyOf(of), 1)));
  };
  return {
    take: async (allowances) => {
      const taken: Allowance[] = [];
      for (const allowance of allowances) {
        taken.push(allowance);
        try {
          await limiters.get(allowance.name)!.consume(keyOf(allowance.of), 1);
        } catch (rejection) {
          if (!(rejection instanceof RateLimiterRes)) throw rejection;
          await giveBack(taken);
          throw new TooManyAttempts(Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)));
        }
      }
      return { giveBack: () => giveBack(taken) };
    },
  };
}

const limiterOf = (pool: Database['pool'], keyPrefix: string, { points, durationS }: AllowanceRule) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'attempt',
    tableCreated: true,
    keyPrefix,
    points,
    duration: durationS,
  });

const MAX_KEY_LENGTH = 200;
const HEXTETS_OF_A_CUSTOMER = 4;

/** Who has an IPv6 address has 2^64 of them: they count as one. */
export function keyOf(of: string): string {
  if (!isIPv6(of) || of.includes('.')) return of.slice(0, MAX_KEY_LENGTH);
  const [head = '', tail] = of.split('%')[0]!.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  const hextets = [...left, ...zeros, ...right].map((hextet) => hextet.replace(/^0+(?=.)/, ''));
  return `${hextets.slice(0, HEXTETS_OF_A_CUSTOMER).join(':')}::/64`;
}

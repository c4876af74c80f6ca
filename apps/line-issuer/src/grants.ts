import type { Fault } from './faults.ts';
import type { Person } from './people.ts';

/** What a code stands for until it is exchanged. */
export type Grant = {
  readonly person: Person;
  readonly fault: Fault;
  readonly clientId: string;
  readonly redirectUri: string;
};

const MAX_GRANTS = 10_000;

export type Grants = {
  add(code: string, grant: Grant): void;
  find(code: string): Grant | undefined;
  /** A code works once. */
  use(code: string): Grant | undefined;
};

export function createGrants(): Grants {
  const grants = new Map<string, Grant>();
  return {
    add: (code, grant) => {
      grants.set(code, grant);
      if (grants.size > MAX_GRANTS) grants.delete(grants.keys().next().value!);
    },
    find: (code) => grants.get(code),
    use: (code) => {
      const grant = grants.get(code);
      grants.delete(code);
      return grant;
    },
  };
}

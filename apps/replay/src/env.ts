import { isAbsolute, resolve } from 'node:path';

/** Where the marketplace answers, and where the replay keeps what it has done. */
export type ReplayEnvironment = {
  readonly marketplaceUrl: string;
  readonly dataDir: string;
  readonly startedIn: string;
};

/** Reads the variables; npm changes the folder before it starts a script and says in INIT_CWD where the user stood. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): ReplayEnvironment {
  const startedIn = variables.INIT_CWD ?? process.cwd();
  const url = variables.HAAT_URL ?? 'http://127.0.0.1:8000';
  if (!URL.canParse(url)) throw new Error(`HAAT_URL is not an address: ${url}`);
  const dataDir = variables.HAAT_DATA_DIR ?? '.haat';
  return {
    marketplaceUrl: url.replace(/\/+$/, ''),
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    startedIn,
  };
}

import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';

/** An account as the emulator keeps it; only the fields that matter here are named. */
export type EmulatorAccount = {
  localId: string;
  providerUserInfo?: { providerId: string; rawId?: string }[];
  [field: string]: unknown;
};

/** The emulator's book of accounts. Every change to an account goes through one of these methods. */
export interface ProjectState {
  readonly users: Map<string, EmulatorAccount>;
  createUserWithLocalId(localId: string, fields: object): EmulatorAccount | undefined;
  overwriteUserWithLocalId(localId: string, fields: object): EmulatorAccount;
  updateUserByLocalId(localId: string, fields: object, options?: object): EmulatorAccount;
  deleteUser(user: EmulatorAccount): void;
  deleteAllAccounts(): void;
}

export type FirebaseInternals = {
  AgentProjectState: new (projectId: string) => ProjectState;
  createApp(
    projectId: string,
    singleProjectMode: number,
    projects: Map<string, ProjectState>,
  ): Promise<RequestListener>;
};

type Exegesis = { middleware(spec: object, options: object): unknown };

/**
 * Loads the Auth emulator out of `firebase-tools` without the command line around it, which costs about 13 seconds on a
 * busy laptop before the emulator answers. It also asks the emulator's router to compile the validators of an operation
 * when that operation is first called: compiling all of them at the start takes five of the remaining six seconds.
 * Both reach past the documented interface of the package. `auth-emulator.component.test.ts` goes through every way to
 * sign in and fails if a new version moves something; the version is pinned by the lock file.
 */
export function loadFirebaseInternals(): FirebaseInternals {
  const launcher = createRequire(import.meta.url);
  const server = 'firebase-tools/lib/emulator/auth/server.js';
  const exegesis = createRequire(launcher.resolve(server))('exegesis-express') as Exegesis;
  const compileAll = exegesis.middleware;
  exegesis.middleware = (spec, options) => compileAll(spec, { ...options, lazyCompileValidationSchemas: true });

  const { createApp } = launcher(server) as Pick<FirebaseInternals, 'createApp'>;
  const state = launcher('firebase-tools/lib/emulator/auth/state.js') as Pick<FirebaseInternals, 'AgentProjectState'>;
  return { createApp, AgentProjectState: state.AgentProjectState };
}

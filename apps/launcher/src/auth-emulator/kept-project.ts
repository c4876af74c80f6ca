import type { AccountJournal } from './account-journal.ts';
import type { EmulatorAccount, FirebaseInternals, ProjectState } from './firebase-internals.ts';

/** The emulator derives these two from the password and the phone number; handed in as well, they would appear twice. */
const DERIVED_PROVIDERS = new Set(['password', 'phone']);

/**
 * A project whose accounts are read from the journal and written to it with every change. Restoring goes past the
 * documented import on purpose: that one dates every password to now, which would void the tokens people hold.
 */
export function openKeptProject(
  { AgentProjectState }: Pick<FirebaseInternals, 'AgentProjectState'>,
  projectId: string,
  journal: AccountJournal,
): ProjectState {
  let isRestoring = true;

  class KeptProject extends AgentProjectState {
    override updateUserByLocalId(localId: string, fields: object, options?: object): EmulatorAccount {
      const account = super.updateUserByLocalId(localId, fields, options);
      if (!isRestoring) journal.append([{ account }]);
      if (journal.isMostlyOutdated) journal.rewrite(this.users.values());
      return account;
    }

    override deleteUser(user: EmulatorAccount): void {
      super.deleteUser(user);
      journal.append([{ deleted: user.localId }]);
    }

    override deleteAllAccounts(): void {
      super.deleteAllAccounts();
      journal.rewrite([]);
    }
  }

  const project = new KeptProject(projectId);
  for (const account of journal.read()) {
    const providerUserInfo = account.providerUserInfo?.filter(({ providerId }) => !DERIVED_PROVIDERS.has(providerId));
    project.overwriteUserWithLocalId(account.localId, { ...account, providerUserInfo });
  }
  isRestoring = false;
  journal.rewrite(project.users.values());
  return project;
}

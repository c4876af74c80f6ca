import type { Clock, Ids } from '@haat/domain';
import { addMember } from './commands/add-member.ts';
import { apply } from './commands/apply.ts';
import { changeMemberRole } from './commands/change-member-role.ts';
import { moveStatus } from './commands/move-status.ts';
import { removeMember } from './commands/remove-member.ts';
import { updateProfile } from './commands/update-profile.ts';
import type { StoreDirectory } from './ports/store-directory.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { UserFinder } from './ports/user-finder.ts';
import { getStore, getStores } from './queries/get-store.ts';
import { listMembers } from './queries/list-members.ts';
import { listStores } from './queries/list-stores.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly directory: StoreDirectory;
  readonly users: UserFinder;
  readonly clock: Clock;
  readonly ids: Ids;
};

export type Application = ReturnType<typeof createApplication>;

/** The table of contents of stores: everything it can be asked to do. */
export function createApplication(deps: ApplicationDeps) {
  return {
    apply: apply(deps),
    approve: moveStatus(deps, 'approve'),
    reject: moveStatus(deps, 'reject'),
    suspend: moveStatus(deps, 'suspend'),
    reinstate: moveStatus(deps, 'reinstate'),
    updateProfile: updateProfile(deps),
    addMember: addMember(deps),
    changeMemberRole: changeMemberRole(deps),
    removeMember: removeMember(deps),
    getStore: getStore(deps),
    storesByIds: getStores(deps),
    listStores: listStores(deps),
    listMembers: listMembers(deps),
    storesOf: (userId: string) => deps.directory.storesOf(userId),
    membershipsOf: (userId: string) => deps.directory.membershipsOf(userId),
    describeStores: (storeIds: readonly string[]) => deps.directory.describe(storeIds),
  };
}

import { DomainError } from '@haat/domain';
import type { StoreStatus } from './store-status.ts';

export class StoreNotFound extends DomainError {
  constructor() {
    super('stores.store_not_found', 'not_found', 'There is no such store.', { field: 'storeId', rule: 'exists' });
  }
}

export class WrongStatus extends DomainError {
  constructor(status: StoreStatus, verb: string) {
    const details = { rule: 'status_allows', status, verb };
    super('stores.wrong_status', 'rule_broken', `A store that is ${status} cannot be changed so.`, details);
  }
}

export class SlugTaken extends DomainError {
  constructor() {
    super('stores.slug_taken', 'conflict', 'Another store has this address.', { field: 'slug', rule: 'unique' });
  }
}

export class TooManyStores extends DomainError {
  constructor(limit: number) {
    super('stores.too_many_stores', 'rule_broken', `A user may own at most ${limit} stores.`, {
      rule: 'stores_per_owner',
      limit,
    });
  }
}

export class TooManyMembers extends DomainError {
  constructor(limit: number) {
    super('stores.too_many_members', 'rule_broken', `A store may have at most ${limit} members.`, {
      rule: 'members_per_store',
      limit,
    });
  }
}

export class AlreadyMember extends DomainError {
  constructor() {
    super('stores.already_member', 'conflict', 'This user is a member already.', {
      field: 'email',
      rule: 'not_member',
    });
  }
}

export class MemberNotFound extends DomainError {
  constructor() {
    super('stores.member_not_found', 'not_found', 'This user is no member.', { field: 'userId', rule: 'is_member' });
  }
}

export class UserNotFound extends DomainError {
  constructor() {
    super('stores.user_not_found', 'not_found', 'No user has this address.', { field: 'email', rule: 'is_user' });
  }
}

export class LastOwner extends DomainError {
  constructor() {
    super('stores.last_owner', 'rule_broken', 'A store keeps at least one owner.', { rule: 'an_owner_remains' });
  }
}

export class SignInRequired extends DomainError {
  constructor() {
    super('access.sign_in_required', 'unauthenticated', 'Sign in first.');
  }
}

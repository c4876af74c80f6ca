import { mutations } from './from-contracts/mutation.ts';
import { Member, Store } from './stores.ts';

mutations('stores', [
  { procedure: 'applyForStore', gives: ['store', Store] },
  { procedure: 'approve', as: 'approveStore', gives: ['store', Store] },
  { procedure: 'reject', as: 'rejectStore', gives: ['store', Store] },
  { procedure: 'suspend', as: 'suspendStore', gives: ['store', Store] },
  { procedure: 'reinstate', as: 'reinstateStore', gives: ['store', Store] },
  { procedure: 'updateProfile', as: 'updateStoreProfile', gives: ['store', Store] },
  { procedure: 'addMember', gives: ['member', Member] },
  { procedure: 'changeMemberRole', gives: ['member', Member] },
  { procedure: 'removeMember' },
]);

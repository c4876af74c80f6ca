import { WrongStatus } from './store.errors.ts';

export type StoreStatus = 'applied' | 'approved' | 'rejected' | 'suspended';
export type StatusVerb = 'approve' | 'reject' | 'suspend' | 'reinstate';

/** Rejection is final; who wants to try again applies for another store. */
const TRANSITIONS: Readonly<Record<StoreStatus, Readonly<Partial<Record<StatusVerb, StoreStatus>>>>> = {
  applied: { approve: 'approved', reject: 'rejected' },
  approved: { suspend: 'suspended' },
  suspended: { reinstate: 'approved' },
  rejected: {},
};

/** The status after the verb, or `stores.wrong_status` where the table has no such step. */
export function nextStatus(status: StoreStatus, verb: StatusVerb): StoreStatus {
  const next = TRANSITIONS[status][verb];
  if (next === undefined) throw new WrongStatus(status, verb);
  return next;
}

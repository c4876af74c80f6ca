import type { Intent } from '@haat/domain';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { userOf } from './user-of.ts';

/** Takes a product off the list; what is not there is no error. */
export function createRemoveFromWishlist({ unitOfWork }: { unitOfWork: UnitOfWork }) {
  return (productId: string, intent: Intent): Promise<boolean> =>
    unitOfWork.run(intent, ({ wishes }) => wishes.remove(userOf(intent.actor), productId));
}

import type { Post } from '../posts.ts';

/**
 * Takes what is to be told, within the transaction of the event that causes it. However many posts, it is one
 * statement; a post that is there already changes nothing.
 */
export interface OutgoingPosts {
  add(posts: readonly Post[], now: Date): Promise<void>;
}

/** Our copies of what stores say of themselves. */
export interface StoreCopies {
  storesChanged(stores: readonly { readonly storeId: string; readonly name: string }[]): Promise<void>;
  membersChanged(
    changes: readonly { readonly storeId: string; readonly userId: string; readonly role: string | null }[],
  ): Promise<void>;
}

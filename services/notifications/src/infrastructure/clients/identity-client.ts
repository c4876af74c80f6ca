import type { identityContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { Contacts } from '../../application/ports/contacts.ts';

/** Asks identity for the addresses of users; a batch of mail never asks for more than the contract allows at once. */
export const createContacts = (identity: Pick<ContextClient<typeof identityContract>, 'contactsOf'>): Contacts => ({
  emailsOf: async (userIds) => {
    const { contacts } = await identity.contactsOf.query({ userIds: [...userIds] });
    return new Map(contacts.flatMap(({ userId, email }) => (email === null ? [] : [[userId, email] as const])));
  },
});

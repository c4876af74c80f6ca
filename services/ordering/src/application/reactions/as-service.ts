import type { Actor } from '@haat/domain';

/** Reactions act in the name of the context whose news they carry out, so that the timeline says who moved the order. */
export const asService = (name: string): Actor => ({ kind: 'service', name });

import { DomainError } from '@haat/domain';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isId = (id: string): boolean => UUID.test(id);

/** Ids that are looked up together are checked one by one first: a bad one must not spoil the others. */
export function idArgument(id: string, field: string): string {
  if (isId(id)) return id.toLowerCase();
  throw new DomainError('request.invalid', 'invalid', `${field}: Invalid GUID`, { field, rule: 'invalid_format' });
}

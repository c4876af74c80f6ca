import { createHash } from 'node:crypto';

/** The identifier of an account: the same digest of its code that the database demands. */
export const accountIdOf = (code: string): string => createHash('md5').update(code).digest('hex');

/**
 * SQL for the name under which a buyer's uses of a promotion are counted: a member's own; a guest's e-mail address as a
 * digest, since each guest token is a new name; without an address, the token's.
 */
export const buyerKey = (owner: string, email: string): string => `
  CASE WHEN ${owner} LIKE 'guest:%' AND ${email} IS NOT NULL
    THEN 'email:' || encode(sha256(convert_to(lower(${email}), 'UTF8')), 'hex') ELSE ${owner} END`;

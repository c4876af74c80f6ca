export { FAULTS, type Fault } from './faults.ts';
export { createLineIssuer, type LineIssuerOptions } from './line-issuer.ts';
export { DEMO_PEOPLE, subjectOf } from './people.ts';

/** Words that are kept out of parts of the code, each with the reason that the programmer reads. */

const ban = (selector, message) => ({ selector, message });

/** Node runs the sources by blanking out their types: what has to be compiled cannot run. */
export const NEEDS_A_COMPILER = [
  ban('TSEnumDeclaration', 'Node cannot run an enum by removing types: use a union of strings.'),
  ban('TSParameterProperty', 'Node cannot run parameter properties by removing types: declare and assign the field.'),
  ban('TSModuleDeclaration[kind="namespace"]', 'Node cannot run a namespace by removing types: use a module.'),
];

export const ENVIRONMENT = [
  ban(
    'MemberExpression[object.name="process"][property.name="env"]',
    'Only env.ts and main.ts read the environment: take the value as an argument.',
  ),
];

/** Amounts are whole numbers of minor units; a float loses cents without a word. */
export const FLOATS = [
  ban('CallExpression[callee.name="parseFloat"]', 'Amounts are bigint minor units: a float loses cents.'),
  ban('MemberExpression[object.name="Number"][property.name="parseFloat"]', 'Amounts are bigint minor units.'),
  ban('CallExpression[callee.property.name="toFixed"]', 'Amounts are bigint minor units: format them with Money.'),
];

/** Domain and application give the same answer to the same question, so that it can be replayed and proved. */
export const IMPURE_SYNTAX = [
  ban('MemberExpression[object.name="Date"][property.name="now"]', 'Ask the Clock port for the time.'),
  ban('NewExpression[callee.name="Date"][arguments.length=0]', 'Ask the Clock port for the time.'),
  ban('CallExpression[callee.name="Date"]', 'Ask the Clock port for the time.'),
  ban('MemberExpression[object.name="Math"][property.name="random"]', 'Chance comes in through a port.'),
];

export const IMPURE_GLOBALS = [
  ...['process', 'fetch', 'crypto', 'performance', 'console', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
].map((name) => ({ name, message: 'Domain and application are pure: declare a port for this.' }));

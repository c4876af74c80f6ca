/** What types are, for users. */
export const TYPES: Readonly<Record<string, string>> = {
  KeyValue: 'A name with its value, such as an attribute.',
  KeyValueInput: 'A name with its value, such as an attribute.',
  Money: 'An amount in a currency.',
  MoneyInput: 'An amount in a currency.',
};

/** What fields and arguments are, by their word, or as `Type.field` and `operation(argument)` where a word means another thing. */
export const FIELDS: Readonly<Record<string, string>> = {};

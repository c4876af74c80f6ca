import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

export type Operation = {
  readonly what: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};
type Seeds = {
  readonly naughty: readonly string[];
  readonly storeId: string;
  readonly productId: string;
  readonly variantId: string;
};

const schema = buildSchema(readFileSync(new URL('../../../apps/graphql/schema.graphql', import.meta.url), 'utf8'));

/** They take the askers' own sign-in away, or close the store that the others are about. */
const LEFT_OUT = new Set(['revokeMySessions', 'eraseMyAccount', 'suspendStore', 'disableUser', 'revokeSessionsOfUser']);

/** Operations that a wicked or careless client could send: every field of the schema with strange values, and strange forms. */
export const fuzzedOperations = (seeds: Seeds): Operation[] => [
  ...strangeForms(),
  ...strangeTexts(seeds),
  ...strangeArguments(seeds),
];

const repeated = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

function strangeForms(): Operation[] {
  const forms: Record<string, string> = {
    deep: `${'{ a '.repeat(700)}${'}'.repeat(700)}`,
    deeper: `${'{a'.repeat(5000)}${'}'.repeat(5000)}`,
    'deep lists': `{ product(productId: ${'['.repeat(900)}${']'.repeat(900)}) { title } }`,
    'deep objects': `{ quote(shippingAddress: ${'{a:'.repeat(600)}1${'}'.repeat(600)}) { total } }`,
    unclosed: '{'.repeat(3000),
    wide: `{ ${repeated(900, () => '__typename')} }`,
    'many aliases': `{ ${repeated(600, (n) => `a${n}: __typename`)} }`,
    'many of one alias': `{ ${repeated(25, () => 'a: products(first: 100) { nodes { title } }')} }`,
    'expensive aliases': `{ ${repeated(29, (n) => `a${n}: products(first: 100) { nodes { title reviews(first: 100) { nodes { body } } } }`)} }`,
    'many directives': `{ __typename ${'@skip(if: false) '.repeat(500)} }`,
    'unknown directives': `{ __typename ${repeated(25, (n) => `@a${n}`)} }`,
    'many variables': `query(${repeated(300, (n) => `$a${n}: Int`)}) { __typename }`,
    'a circle of one': '{ ...A } fragment A on Query { ...A }',
    'a long circle': `{ ...F0 } ${repeated(45, (n) => `fragment F${n} on Query { ...F${(n + 1) % 45} }`)}`,
    'doubling fragments': `{ ...F0 } ${repeated(48, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F48 on Query { __typename }`,
    'many fragments': `{ ...F0 } ${repeated(200, (n) => `fragment F${n} on Query { ...F${n + 1} }`)}`,
    'overlapping fields': `{ ${repeated(200, (n) => `... on Query { products(first: 1) { nodes { ${n % 2 === 0 ? 'title' : 'slug'} } } }`)} }`,
    'deep introspection':
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    'wide introspection': `{ ${repeated(25, (n) => `a${n}: __type(name: "Product") { fields { name type { name ofType { name } } } }`)} }`,
    'long name': `{ ${'a'.repeat(16_000)} }`,
    'long comment': `{ __typename } #${'x'.repeat(16_000)}`,
    'long string': `{ node(id: "${'x'.repeat(16_000)}") { id } }`,
    'too long': `{ __typename } #${'x'.repeat(100_000)}`,
    'two operations': 'query A { __typename } query B { __typename }',
    nothing: '',
    'a schema': 'type Query { a: Int }',
    'two subscriptions at once': 'subscription { notices { sequence } more: notices { sequence } }',
  };
  return Object.entries(forms).map(([what, query]) => ({ what, query, variables: {} }));
}

/** Naughty strings in every place a client may write one: the text itself, a cursor, an id, a search. */
function strangeTexts({ naughty }: Seeds): Operation[] {
  return naughty.flatMap((text) => [
    { what: `text ${text.slice(0, 20)}`, query: text.slice(0, 15_000), variables: {} },
    {
      what: `cursor ${text.slice(0, 20)}`,
      query: 'query($t: String) { products(first: 1, after: $t) { nodes { title } } }',
      variables: { t: text },
    },
    {
      what: `id ${text.slice(0, 20)}`,
      query: 'query($t: ID!) { node(id: $t) { id } product(productId: $t) { title } }',
      variables: { t: text },
    },
    {
      what: `search ${text.slice(0, 20)}`,
      query:
        'query($t: String) { search(q: $t, first: 3) { nodes { product { title } } } suggest(q: $t) { completions { text } } }',
      variables: { t: text },
    },
    {
      what: `name ${text.slice(0, 20)}`,
      query: 'mutation($t: String!) { updateMe(input: { displayName: $t }) { user { displayName } } }',
      variables: { t: text },
    },
  ]);
}

/** Every field of the roots with a value that fits its kind, and with values that do not. */
function strangeArguments(seeds: Seeds): Operation[] {
  const roots = [schema.getQueryType()!, schema.getMutationType()!];
  return roots.flatMap((root) =>
    Object.values(root.getFields())
      .filter(({ name }) => !LEFT_OUT.has(name))
      .flatMap((field) =>
        [0, 1, 2, 3].map((strangeness) => operationOf(root.name.toLowerCase(), field, { seeds, strangeness })),
      ),
  );
}

type Strange = { readonly seeds: Seeds; readonly strangeness: number; readonly isWithinList?: boolean };

function operationOf(kind: string, field: GraphQLField<unknown, unknown>, strange: Strange): Operation {
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, valueOf(arg.type, arg.name, strange)]));
  const declared = field.args.map((arg: GraphQLArgument) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const query =
    field.args.length === 0
      ? `${kind} { ${field.name} ${selection} }`
      : `${kind}(${declared}) { ${field.name}(${passed}) ${selection} }`;
  return { what: `${field.name} ${strange.strangeness}`, query, variables };
}

const NUMBERS = [1, 0, -1, 2_147_483_647] as const;

function valueOf(type: GraphQLInputType, name: string, strange: Strange): unknown {
  const { strangeness } = strange;
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, name, strange);
  const bare = getNullableType(type);
  if (isListType(bare)) {
    // One list may be long; a list within it would make more of a body than any client sends.
    const length = strange.isWithinList === true ? 1 : [1, 0, 3, 101][strangeness]!;
    const within = { ...strange, isWithinList: true };
    return Array.from({ length }, () => valueOf(bare.ofType as GraphQLInputType, name, within));
  }
  if (isInputObjectType(bare)) {
    return Object.fromEntries(
      Object.values(bare.getFields()).map((field) => [field.name, valueOf(field.type, field.name, strange)]),
    );
  }
  if (isEnumType(bare)) return bare.getValues()[strangeness % bare.getValues().length]!.name;
  switch ((bare as { name: string }).name) {
    case 'Int':
    case 'Float':
      return NUMBERS[strangeness];
    case 'Boolean':
      return strangeness % 2 === 0;
    case 'MinorUnits':
      return ['100', '0', '-1', '9999999999999999999'][strangeness];
    case 'DateTime':
      return ['2026-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-01-01'][strangeness];
    default:
      return textOf(name, strange);
  }
}

const textOf = (name: string, strange: Strange): string =>
  [
    (strange.seeds as unknown as Record<string, string>)[name] ?? '01900000-0000-7000-8000-000000000000',
    strange.seeds.naughty[(name.length * 7) % strange.seeds.naughty.length]!,
    'x'.repeat(strange.isWithinList === true ? 600 : 6000),
    '',
  ][strange.strangeness]!;

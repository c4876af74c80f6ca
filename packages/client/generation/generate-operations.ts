import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, type DocumentNode, Kind, parse } from 'graphql';
import { format, resolveConfig } from 'prettier';

const SCHEMA = new URL('../../../apps/graphql/schema.graphql', import.meta.url);
const OPERATIONS = new URL('../src/operations/', import.meta.url);
const DOCUMENTS_FILE = new URL('../src/generated/operations.ts', import.meta.url);
const TRUSTED_FILE = new URL('../src/generated/trusted-operations.json', import.meta.url);

/** The typed documents, and the same texts by their hash for servers that run nothing else. */
export type Generated = { readonly documents: string; readonly trusted: string };

const PREAMBLE = `/** Made by \`npm run generate -w @haat/client\` from the schema and the operations; a test holds them together. */
import { TypedDocument } from '../graphql/typed-document.ts';
`;

/** The plugin writes texts with a class of its own that Node cannot strip types from; ours takes its place. */
const OWN_CLASS = /export class TypedDocumentString[\s\S]*?\n}\n/;
const TEXT = /new TypedDocumentString\(`([\s\S]*?)`(?:, ([^\n]*?))?\)(?= as| satisfies|;)/g;

export async function generateOperations(): Promise<Generated> {
  const names = (await readdir(OPERATIONS)).filter((name) => name.endsWith('.graphql')).sort();
  const documents = await Promise.all(
    names.map(async (name) => ({ location: name, document: parse(await readFile(new URL(name, OPERATIONS), 'utf8')) })),
  );

  const raw = await codegen({
    filename: fileURLToPath(DOCUMENTS_FILE),
    schema: parse(await readFile(SCHEMA, 'utf8')) as never,
    schemaAst: buildSchema(await readFile(SCHEMA, 'utf8')),
    documents,
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      scalars: { ID: 'string', DateTime: 'string', MinorUnits: 'string' },
      documentMode: 'string',
      immutableTypes: true,
      unstable_onExecutableDocumentNode: describe,
    },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: typescriptOperations, documents: typedDocumentNode } as never,
  });
  const trusted: Record<string, string> = {};
  const own = raw.replace(OWN_CLASS, '').replaceAll(TEXT, (_all, text: string, meta: string | undefined) => {
    const known = JSON.parse(meta ?? '{}') as { name?: string; kind?: string };
    const hash = createHash('sha256').update(text).digest('hex');
    if (known.name !== undefined) trusted[hash] = text;
    return `new TypedDocument(\`${text}\`, ${JSON.stringify({ ...known, hash })})`;
  });
  const source = PREAMBLE + own.replaceAll('TypedDocumentString', 'TypedDocument').replace(/^import type .*\n/gm, '');
  return {
    documents: await format(source, { ...(await resolveConfig(fileURLToPath(DOCUMENTS_FILE))), parser: 'typescript' }),
    trusted: `${JSON.stringify(trusted, null, 2)}\n`,
  };
}

/** What the runtime must know of a document without parsing it. */
function describe({ definitions }: DocumentNode): object {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation === undefined ? {} : { name: operation.name?.value, kind: operation.operation };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { documents, trusted } = await generateOperations();
  await writeFile(DOCUMENTS_FILE, documents);
  await writeFile(TRUSTED_FILE, trusted);
}

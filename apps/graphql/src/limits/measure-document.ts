import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode } from 'graphql';
import { refusal } from '../errors/refusal.ts';
import { OPERATION_LIMITS } from './limits.ts';
import { walkShape } from './walk-shape.ts';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A parsed document that has passed every limit that does not depend on its variables. */
export type Measured = {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: Fragments;
};

/** Refuses documents that are too deep, too wide, or go round in circles. Each part is looked at once. */
export function measureDocument(document: DocumentNode): Measured {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const { depth, introspectionDepth, aliases, directives } = walkShape(operations, fragments);
  atMost(fragments.size, 'fragments', 'graphql.too_many_fragments', 'fragments');
  atMost(aliases, 'aliases', 'graphql.too_many_aliases', 'aliases');
  atMost(directives, 'directives', 'graphql.too_many_directives', 'directives');
  atMost(depth, 'depth', 'graphql.too_deep', 'levels');
  atMost(introspectionDepth, 'introspectionDepth', 'graphql.too_deep', 'levels');
  return { document, operations, fragments };
}

function atMost(
  found: number,
  limit: 'fragments' | 'aliases' | 'directives' | 'depth' | 'introspectionDepth',
  code: Parameters<typeof refusal>[0]['code'],
  what: string,
): void {
  const allowed = OPERATION_LIMITS[limit];
  if (found > allowed) {
    throw refusal({ code, message: `An operation has at most ${allowed} ${what}; this one has more.`, limit: allowed });
  }
}

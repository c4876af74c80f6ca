import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  getNullableType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { OPERATION_LIMITS } from './limits.ts';
import type { Fragments } from './measure-document.ts';

export type Variables = Readonly<Record<string, unknown>>;
type Extensions = { readonly cost?: number; readonly isConnection?: boolean };

/** Costs stop growing here, far beyond the limit. */
const ENOUGH = 1_000_000_000;

/**
 * What an operation costs at most, before it is run: one for each thing it can answer with, ten for each call to a
 * context; what stands in a list counts as often as the page is long. Fields nobody knows cost nothing: they are refused
 * by validation.
 */
export function costOfOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { fragments, variables }: { readonly fragments: Fragments; readonly variables: Variables },
): number {
  const known = new Map<string, number>();

  const costOfSet = (set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined | null): number => {
    if (set === undefined || parent === undefined || parent === null) return 0;
    return Math.min(
      set.selections.reduce((sum, selection) => sum + costOfSelection(selection, parent), 0),
      ENOUGH,
    );
  };

  const costOfSelection = (selection: SelectionSetNode['selections'][number], parent: GraphQLNamedType): number => {
    if (selection.kind === Kind.FIELD) return costOfField(selection, parent);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition } = selection;
      return costOfSet(
        selection.selectionSet,
        typeCondition === undefined ? parent : schema.getType(typeCondition.name.value),
      );
    }
    return costOfFragment(selection.name.value);
  };

  const costOfFragment = (name: string): number => {
    const fragment = fragments.get(name);
    if (fragment === undefined) return 0;
    let cost = known.get(name);
    if (cost === undefined) {
      cost = costOfSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      known.set(name, cost);
    }
    return cost;
  };

  const costOfField = (node: FieldNode, parent: GraphQLNamedType): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return 0;
    const type = getNamedType(field.type);
    const { cost = isCompositeType(type) ? 1 : 0 } = field.extensions as Extensions;
    return Math.min(cost + lengthOf(field, node, { parent, variables }) * costOfSet(node.selectionSet, type), ENOUGH);
  };

  return costOfSet(operation.selectionSet, rootOf(schema, operation));
}

const rootOf = (schema: GraphQLSchema, { operation }: OperationDefinitionNode) => schema.getRootType(operation);

type Place = { readonly parent: GraphQLNamedType; readonly variables: Variables };

/** How many things a field gives at most: a connection as many as were asked for; its edges are those same things. */
function lengthOf(field: GraphQLField<unknown, unknown>, node: FieldNode, { parent, variables }: Place): number {
  if ((field.extensions as Extensions).isConnection === true) return pageLength(field, node, variables);
  const isList = isListType(getNullableType(field.type));
  return isList && !parent.name.endsWith('Connection') ? OPERATION_LIMITS.assumedListLength : 1;
}

function pageLength(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const value =
    given?.kind === Kind.VARIABLE
      ? variables[given.name.value]
      : given?.kind === Kind.INT
        ? Number(given.value)
        : undefined;
  if (typeof value === 'number' && value > 0) return value;
  return Number(field.args.find(({ name }) => name === 'first')?.defaultValue ?? 1);
}

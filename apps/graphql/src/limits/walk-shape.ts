import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { refusal } from '../errors/refusal.ts';
import type { Fragments } from './measure-document.ts';

type Shape = {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
};

const NOTHING: Shape = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0 };
/** Counts stop growing here: fragments within fragments would else double them without end. */
const ENOUGH = 1_000_000;

/**
 * The shape of all operations as they would be with their fragments spread. A fragment is measured once, however often it
 * is spread, so that the time depends on the text alone; one that comes back to itself is refused.
 */
export function walkShape(operations: readonly OperationDefinitionNode[], fragments: Fragments): Shape {
  const known = new Map<string, Shape>();
  const open = new Set<string>();

  const shapeOfFragment = (name: string): Shape => {
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    if (open.has(name))
      throw refusal({ code: 'graphql.circular_fragments', message: `The fragment ${name} contains itself.` });
    let shape = known.get(name);
    if (shape === undefined) {
      open.add(name);
      shape = shapeOfSet(fragment.selectionSet);
      open.delete(name);
      known.set(name, shape);
    }
    return shape;
  };

  const shapeOfSet = (set: SelectionSetNode | undefined): Shape => {
    if (set === undefined) return NOTHING;
    return set.selections.map(shapeOfSelection).reduce(beside, NOTHING);
  };

  const shapeOfSelection = (selection: SelectionSetNode['selections'][number]): Shape => {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return beside(shapeOfFragment(selection.name.value), { ...NOTHING, directives });
    const within = shapeOfSet(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return beside(within, { ...NOTHING, directives });
    const below = deeper(within, selection.name.value.startsWith('__'));
    return beside(below, { ...NOTHING, directives, aliases: selection.alias === undefined ? 0 : 1 });
  };

  for (const name of fragments.keys()) shapeOfFragment(name);
  return operations
    .map((operation) =>
      beside(shapeOfSet(operation.selectionSet), { ...NOTHING, directives: operation.directives?.length ?? 0 }),
    )
    .reduce(beside, NOTHING);
}

const beside = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
  aliases: Math.min(a.aliases + b.aliases, ENOUGH),
  directives: Math.min(a.directives + b.directives, ENOUGH),
});

/** What lies below `__schema` is counted by itself. */
const deeper = (within: Shape, isIntrospection: boolean): Shape =>
  isIntrospection
    ? { ...within, depth: 1, introspectionDepth: 1 + Math.max(within.depth, within.introspectionDepth) }
    : { ...within, depth: within.depth + 1 };

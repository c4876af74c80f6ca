import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { RequestContext } from '../context.ts';

type Text = { Input: string; Output: string };

/** What everything of the schema is added to. Fields may be null unless they say otherwise: a context can be away. */
export const builder = new SchemaBuilder<{
  Context: RequestContext;
  Scalars: { ID: Text; DateTime: Text; MinorUnits: Text };
}>({
  plugins: [RelayPlugin],
  relay: {
    brandLoadedObjects: true,
    nodeTypeOptions: { description: 'A thing that can be fetched again by its global id.' },
    pageInfoTypeOptions: { description: 'Where a page of a connection ends, and whether there is more.' },
    nodeQueryOptions: {
      description: 'Fetch any thing again by its global id.',
      args: { id: { description: 'The global id of the thing.' } },
    },
    idFieldOptions: { description: 'The global id, for `node(id:)`.' },
    hasNextPageFieldOptions: { description: 'Whether there is more after it.' },
    hasPreviousPageFieldOptions: { description: 'Always false: pages are only read forward.' },
    startCursorFieldOptions: { description: 'The place of its first thing.' },
    endCursorFieldOptions: { description: 'The place of its last thing: pass it as `after` for the next page.' },
    nodesQueryOptions: false,
    cursorType: 'String',
  },
});

builder.queryType({ description: 'Everything that can be read.' });

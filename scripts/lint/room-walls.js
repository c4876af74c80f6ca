import { isTestFile, locate, resolveImport, typeOf, visitImports } from './workspaces.js';

const ANYTHING = 'anything';

/** The rooms of a service, what each may know of the others, and what each may take from outside the service. */
const ROOMS = {
  domain: { rooms: ['domain'], outside: ['@haat/domain'] },
  application: { rooms: ['application', 'domain'], outside: ['@haat/domain'] },
  infrastructure: { rooms: ['infrastructure', 'application', 'domain'], outside: ANYTHING },
  'composition.ts': { rooms: ['env.ts', 'infrastructure', 'application', 'domain'], outside: ANYTHING },
  'main.ts': { rooms: ['env.ts', 'composition.ts', 'infrastructure', 'application', 'domain'], outside: ANYTHING },
  'env.ts': { rooms: ['domain'], outside: ANYTHING },
};

/** The wall between the rooms of one service. */
export const roomWalls = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      room: 'In a service, {{from}} must not import {{to}}.',
      adapter: 'The adapter {{from}} must not import the adapter {{to}}: they meet in composition.ts.',
      outside: 'In a service, {{from}} must not import "{{name}}": declare a port and let infrastructure/ fulfil it.',
    },
  },
  create(context) {
    const importer = locate(context.filename);
    if (!importer || typeOf(importer.workspace) !== 'service' || isTestFile(importer.inside)) return {};
    const here = roomOf(importer.inside);
    const rule = ROOMS[here?.room];
    if (!rule) return {};

    return visitImports((source, node) => {
      const found = resolveImport(source, context.filename);
      if (found.kind !== 'relative') {
        if (rule.outside === ANYTHING || rule.outside.includes(found.name)) return;
        return context.report({ node, messageId: 'outside', data: { from: here.room, name: source } });
      }
      // A path out of the service is the concern of the wall between projects.
      if (found.target?.workspace !== importer.workspace) return;
      const there = roomOf(found.target.inside);
      if (!there || !rule.rooms.includes(there.room)) {
        const data = { from: here.room, to: there?.room ?? found.target.inside };
        return context.report({ node, messageId: 'room', data });
      }
      const bothAdapters = here.room === 'infrastructure' && here.adapter && there.adapter;
      if (bothAdapters && here.adapter !== there.adapter) {
        return context.report({ node, messageId: 'adapter', data: { from: here.adapter, to: there.adapter } });
      }
    });
  },
};

/** `src/infrastructure/postgres/orders.ts` → room `infrastructure`, adapter `postgres`. */
function roomOf(inside) {
  const [src, room, ...rest] = inside.split('/');
  if (src !== 'src' || room === undefined) return undefined;
  return { room, adapter: room === 'infrastructure' && rest.length > 1 ? rest[0] : undefined };
}

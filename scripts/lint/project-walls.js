import { isTestFile, locate, resolveImport, typeOf, visitImports } from './workspaces.js';

/** Which types of project may use which, by the `type:` tag that Nx reads from each package.json. */
const MAY_USE = {
  domain: [],
  contracts: [],
  client: ['contracts'],
  kit: ['contracts', 'domain'],
  service: ['contracts', 'domain', 'kit'],
  app: ['contracts', 'client', 'domain', 'kit'],
  launcher: ['contracts', 'client', 'domain', 'kit', 'service', 'app'],
  tool: ['contracts', 'client', 'domain', 'kit', 'service', 'app', 'launcher'],
  tests: ['contracts', 'client', 'domain', 'kit', 'service', 'app', 'launcher', 'tool'],
};

/** What these types may take from npm, and whether they may use Node itself. Types that are not named here are free. */
const DIET = {
  domain: { npm: [], builtins: false },
  contracts: { npm: ['zod'], builtins: false },
};

/** The wall between projects. */
export const projectWalls = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unknownType: '{{folder}} has no known "type:" tag in its package.json.',
      project: 'A project of type "{{from}}" must not use one of type "{{to}}" ({{name}}).',
      aroundTheDoor: 'Another project is imported by its package name, not by a path into its folder.',
      npm: 'A project of type "{{from}}" must not use the npm package "{{name}}".',
      builtin: 'A project of type "{{from}}" must not use Node itself ("{{name}}").',
    },
  },
  create(context) {
    const importer = locate(context.filename);
    if (!importer) return {};
    const { workspace, inside } = importer;
    const from = typeOf(workspace);
    const diet = isTestFile(inside) ? undefined : DIET[from];

    return visitImports((source, node) => {
      const report = (messageId, data) => context.report({ node, messageId, data: { from, ...data } });
      if (!MAY_USE[from]) return report('unknownType', { folder: workspace.folder });

      const found = resolveImport(source, context.filename);
      if (found.kind === 'relative' && leaves(workspace, found.target)) return report('aroundTheDoor');
      if (found.kind === 'workspace' && found.workspace !== workspace) {
        const to = typeOf(found.workspace);
        if (!MAY_USE[from].includes(to)) return report('project', { to, name: found.name });
      }
      if (diet && found.kind === 'npm' && !diet.npm.includes(found.name)) return report('npm', { name: found.name });
      if (diet && found.kind === 'builtin' && !diet.builtins) return report('builtin', { name: found.name });
    });
  },
};

/** Files that belong to no project, such as the configuration at the root, are open to the tests only. */
function leaves(workspace, target) {
  if (!target) return typeOf(workspace) !== 'tests';
  return target.workspace !== workspace;
}

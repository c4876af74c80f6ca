import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

const PARENTS = ['packages', 'services', 'apps'];
const ALONE = ['tests', 'bench'];

/** Every workspace with the tags that its package.json gives to Nx: the walls have no second list of projects. */
const workspaces = PARENTS.flatMap((parent) => foldersIn(parent))
  .concat(ALONE)
  .filter((folder) => existsSync(join(ROOT, folder, 'package.json')))
  .map((folder) => {
    const { name, nx } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    return { folder, name, tags: nx?.tags ?? [] };
  });

function foldersIn(parent) {
  if (!existsSync(join(ROOT, parent))) return [];
  return readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`);
}

/** Which workspace a file belongs to and where in it; nothing for files that belong to none. */
export function locate(file) {
  const path = relative(ROOT, file).split(sep).join('/');
  const workspace = workspaces.find(({ folder }) => path.startsWith(`${folder}/`));
  return workspace && { workspace, inside: path.slice(workspace.folder.length + 1) };
}

/**
 * What an import names, judged by its text alone, so that the walls hold for files that do not exist yet:
 * `relative` (within the repository), `workspace`, `builtin` or `npm`.
 */
export function resolveImport(source, importer) {
  if (source.startsWith('.')) {
    const file = posix.join(dirname(importer).split(sep).join('/'), source);
    return { kind: 'relative', target: locate(resolve(file)) };
  }
  if (isBuiltin(source)) return { kind: 'builtin', name: source };
  const name = source.split('/', source.startsWith('@') ? 2 : 1).join('/');
  const workspace = workspaces.find((each) => each.name === name);
  return workspace ? { kind: 'workspace', name, workspace } : { kind: 'npm', name };
}

export function typeOf(workspace) {
  return workspace.tags.find((tag) => tag.startsWith('type:'))?.slice('type:'.length);
}

/** Tests may use tools that the code beside them may not. */
export function isTestFile(inside) {
  return inside.startsWith('test/') || /\.(test|contract|e2e)\.ts$/.test(inside);
}

/** Calls `check` with every import, re-export and dynamic import of a file, whether of values or of types. */
export function visitImports(check) {
  const visit = (node) => {
    if (typeof node.source?.value === 'string') check(node.source.value, node.source);
  };
  return {
    ImportDeclaration: visit,
    ImportExpression: visit,
    ExportAllDeclaration: visit,
    ExportNamedDeclaration: visit,
    TSImportType: visit,
  };
}

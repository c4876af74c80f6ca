import { dirname, posix } from 'node:path';

/**
 * Gives every workspace its targets, so that a package.json declares what a package is and not how it is checked.
 * What is cached, and on which inputs, stands in nx.json.
 */
export const createNodes = [
  '{package.json,{packages,services,apps}/*/package.json,tests/package.json,bench/package.json}',
  (files) => files.map((file) => [file, { projects: projectAt(dirname(file)) }]),
];

function projectAt(root) {
  if (root === '.') return { '.': { name: 'haat', targets: { lint: lintOfScripts, typecheck } } };
  return { [root]: { targets: { lint: lint('.'), test: test(root) } } };
}

const lint = (what) => ({
  command: `eslint --no-warn-ignored --no-error-on-unmatched-pattern ${what}`,
  options: { cwd: '{projectRoot}' },
});

const lintOfScripts = { ...lint('scripts *.config.js'), inputs: ['sharedGlobals', '{workspaceRoot}/*.config.js'] };

/** One program over the whole repository: each project on its own would read the same contracts again and again. */
const typecheck = {
  command: 'tsc --noEmit -p tsconfig.json',
  inputs: ['{workspaceRoot}/**/*.ts', '{workspaceRoot}/**/tsconfig*.json', '{workspaceRoot}/package-lock.json'],
};

/** The counts are an output, so that a run that comes from the cache can still say how much it stands for. */
function test(root) {
  const results = posix.join('dist', 'test-results', `${root.replace('/', '-')}.json`);
  const flags = [`--roots=${root}`, '--passWithNoTests', '--maxWorkers=1', '--json', `--outputFile=${results}`];
  return {
    command: `jest ${flags.join(' ')}`,
    outputs: [`{workspaceRoot}/${results}`],
  };
}

/** Reads what the test runs left in dist/test-results, one file of Jest's JSON for each workspace. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const RESULTS_FOLDER = join(ROOT, 'dist', 'test-results');

/** Puts down a check that is not a test of Jest's, in Jest's shape, so that all are counted alike. */
export function recordCheck(name, passed) {
  const assertionResults = [{ status: passed ? 'passed' : 'failed', fullName: name }];
  const testResults = [{ name: 'npm test', status: passed ? 'passed' : 'failed', assertionResults }];
  const result = { numTotalTestSuites: 1, numPassedTests: passed ? 1 : 0, testResults };
  mkdirSync(RESULTS_FOLDER, { recursive: true });
  writeFileSync(join(RESULTS_FOLDER, 'checks.json'), JSON.stringify(result));
}

export function readResults() {
  if (!existsSync(RESULTS_FOLDER)) return [];
  return readdirSync(RESULTS_FOLDER).map((file) =>
    resultOf(file, JSON.parse(readFileSync(join(RESULTS_FOLDER, file), 'utf8'))),
  );
}

/** A file that could not even be loaded holds no failed test, and counts as one. */
function resultOf(file, json) {
  const cases = json.testResults.flatMap((suite) =>
    suite.assertionResults.map((each) => ({ suite: suite.name, ...each })),
  );
  const named = (...states) => cases.filter(({ status }) => states.includes(status)).map(nameOf);
  const broken = json.testResults.filter((suite) => suite.status === 'failed' && !suite.assertionResults.length);
  return {
    workspace: file.replace('.json', ''),
    suites: json.numTotalTestSuites,
    passed: json.numPassedTests,
    failed: [...named('failed'), ...broken.map((suite) => `${suite.name.replace(ROOT, '')}: could not be run`)],
    skipped: named('pending', 'todo', 'disabled'),
  };
}

const nameOf = ({ suite, fullName }) => `${suite.replace(ROOT, '')}: ${fullName}`;

/** One line for each workspace that has tests, then every failed and every skipped test by name. */
export function describeResults(results) {
  const rows = results
    .filter(({ suites }) => suites > 0)
    .map(
      ({ workspace, suites, passed, failed, skipped }) =>
        `  ${workspace.padEnd(24)} ${count(suites, 'suite')}, ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
    );
  const failed = results.flatMap((each) => each.failed).map((name) => `  failed: ${name}`);
  const skipped = results.flatMap((each) => each.skipped).map((name) => `  skipped: ${name}`);
  return ['\nTests:', ...rows, ...failed, ...skipped, `  ${summarise(results)}`];
}

export function summarise(results, otherFailures = 0) {
  const sum = (number) => results.reduce((total, each) => total + number(each), 0);
  const skipped = sum((each) => each.skipped.length);
  const failed = sum((each) => each.failed.length) + otherFailures;
  return `${sum((each) => each.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

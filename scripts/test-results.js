/** Reads what the test runs left in dist/test-results, one file of Jest's JSON for each workspace. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'dist', 'test-results');

export function readResults() {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).map((file) => resultOf(file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))));
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
        `  ${workspace.padEnd(24)} ${count(suites, 'file')}, ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
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

import { existsSync, readFileSync } from 'node:fs';

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** The first line of a message, without the colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const firstLine = (message = '') => message.replace(/\u001b\[[0-9;]*m/g, '').split('\n', 1)[0];

const named = (name, message) => (message ? `${name}: ${firstLine(message)}` : name);

/** What passed, and each failure by name. A run that ended badly has failed at least once, and so has one without a report. */
const tally = (passed, failures, code) => ({
  passed,
  failures: failures.length === 0 && code !== 0 ? [`ended with ${code}`] : failures,
});

const NO_REPORT = { passed: 0, failures: ['no report was written'] };

/** What vitest's JSON report says; a file that could not even be loaded is a failure as well. */
export function vitestTally(report, code) {
  if (report === undefined) return NO_REPORT;
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [named(file.name, file.message)] : [];
    return failed.map((test) => named(`${file.name} › ${test.fullName}`, test.failureMessages[0]));
  });
  return tally(report.numPassedTests, failures, code);
}

/** Every test of a Playwright suite with its file and title. */
const testsOf = (suite) => [
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, name: `${spec.file}:${spec.line} › ${spec.title}` })),
  ),
  ...(suite.suites ?? []).flatMap(testsOf),
];

/** What Playwright's JSON report says; an error outside of any test is a failure as well. */
export function playwrightTally(report, code) {
  if (report === undefined) return NO_REPORT;
  const failed = report.suites.flatMap(testsOf).filter((test) => test.status === 'unexpected');
  const failures = [
    ...failed.map(({ name, results }) => named(name, results.at(-1)?.error?.message)),
    ...report.errors.map((error) => firstLine(error.message)),
  ];
  return tally(report.stats.expected + report.stats.flaky, failures, code);
}

/** What the torture's rows say: an attack that did not hold is one failure. */
export function tortureTally(report, code) {
  if (report === undefined) return NO_REPORT;
  const failures = report.rows.filter(({ held }) => !held).map((row) => named(row.name, row.first_failure));
  return tally(report.rows.length - failures.length, failures, code);
}

export const readTorture = (file, code) => tortureTally(readReport(file), code);
export const readVitest = (file, code) => vitestTally(readReport(file), code);
export const readPlaywright = (file, code) => playwrightTally(readReport(file), code);

/** One check that passed, or failed for a reason. */
export const stepTally = (ok, reason = 'failed') => ({ passed: ok ? 1 : 0, failures: ok ? [] : [reason] });

/** The failures of a named step, so that they can be read far from it. */
export const under = (name, { passed, failures }) => ({
  passed,
  failures: failures.map((failure) => `${name}: ${failure}`),
});

export const sum = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
});

export const sentence = ({ passed, failures }) => `${passed} passed, ${failures.length} failed`;

import { existsSync, readFileSync } from 'node:fs';

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** A run that ended badly counts as one failure at least, and so does one without a report. */
function honest({ passed, failed }, code) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** Counts of vitest's JSON report; a file that could not even be loaded is a failure as well. */
export function vitestTally(report, code) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const notLoaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return honest({ passed: report.numPassedTests, failed: report.numFailedTests + notLoaded.length }, code);
}

/** Counts of Playwright's JSON report; an error outside of any test is a failure as well. */
export function playwrightTally(report, code) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return honest({ passed: expected + flaky, failed: unexpected + report.errors.length }, code);
}

/** Counts of the torture's rows: an attack that did not hold is one failure. */
export function tortureTally(report, code) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = report.rows.filter(({ held }) => !held).length;
  return honest({ passed: report.rows.length - failed, failed }, code);
}

export const readTorture = (file, code) => tortureTally(readReport(file), code);
export const readVitest = (file, code) => vitestTally(readReport(file), code);
export const readPlaywright = (file, code) => playwrightTally(readReport(file), code);

export const stepTally = (ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export const sum = (tallies) =>
  tallies.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), {
    passed: 0,
    failed: 0,
  });

export const sentence = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

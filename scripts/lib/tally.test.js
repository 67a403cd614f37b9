import { expect, test } from 'vitest';
import { playwrightTally, sentence, stepTally, sum, tortureTally, under, vitestTally } from './tally.js';

const assertion = (status) => ({
  status,
  fullName: `a ${status} test`,
  failureMessages: status === 'failed' ? ['expected 1\n    at file.ts:3'] : [],
});
const file = (status, ...tests) => ({ status, name: 'a.test.ts', assertionResults: tests.map(assertion) });
const vitest = (numPassedTests, ...testResults) => ({ numPassedTests, testResults });

const journey = (title, status, message) => ({
  file: 'b.spec.ts',
  line: 7,
  title,
  tests: [{ status, results: [{ error: { message: 'the first try' } }, { error: message && { message } }] }],
});
const playwright = (stats, specs = [], errors = []) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, ...stats },
  suites: [{ specs: [], suites: [{ specs }] }],
  errors,
});

test('what passed is counted, and what failed is named with the first line of why', () => {
  expect(vitestTally(vitest(5, file('failed', 'passed', 'failed')), 1)).toEqual({
    passed: 5,
    failures: ['a.test.ts › a failed test: expected 1'],
  });
  const specs = [journey('good', 'expected'), journey('bad', 'unexpected', '\u001b[31mlate\u001b[39m\nmore')];
  expect(playwrightTally(playwright({ expected: 3, flaky: 1, unexpected: 1, skipped: 4 }, specs), 1)).toEqual({
    passed: 4,
    failures: ['b.spec.ts:7 › bad: late'],
  });
});

test('what could not even run is a failure', () => {
  expect(vitestTally(vitest(5, { ...file('failed'), message: 'no module' }, file('passed', 'passed')), 1)).toEqual({
    passed: 5,
    failures: ['a.test.ts: no module'],
  });
  expect(playwrightTally(playwright({}, [], [{ message: 'no tests' }]), 1)).toEqual({
    passed: 0,
    failures: ['no tests'],
  });
  expect(vitestTally(undefined, 0).failures).toHaveLength(1);
  expect(playwrightTally(undefined, 0).failures).toHaveLength(1);
});

test('a bad end is a failure even where all tests passed', () => {
  expect(vitestTally(vitest(5), 1)).toEqual({ passed: 5, failures: ['ended with 1'] });
  expect(playwrightTally(playwright({ expected: 5 }), 137)).toEqual({ passed: 5, failures: ['ended with 137'] });
});

test('an attack that did not hold is a failure, and so is a run without rows', () => {
  const rows = [
    { name: 'a', held: true },
    { name: 'b', held: false, first_failure: '500 for a comma' },
  ];
  expect(tortureTally({ rows }, 1)).toEqual({ passed: 1, failures: ['b: 500 for a comma'] });
  expect(tortureTally({ rows: [] }, 1).failures).toHaveLength(1);
  expect(tortureTally(undefined, 0).failures).toHaveLength(1);
});

test('everything is summed up in one sentence, and each failure keeps its step', () => {
  const total = sum([stepTally(true), under('Types', stepTally(false)), { passed: 10, failures: ['x'] }]);
  expect(sentence(total)).toBe('11 passed, 2 failed');
  expect(total.failures).toEqual(['Types: failed', 'x']);
});

import { expect, test } from 'vitest';
import { playwrightTally, sentence, stepTally, sum, tortureTally, vitestTally } from './tally.js';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((result) => ({ status: result })) });
const vitest = (numPassedTests, numFailedTests, testResults = []) => ({ numPassedTests, numFailedTests, testResults });
const playwright = (stats, errors = []) => ({ stats: { expected: 0, unexpected: 0, flaky: 0, ...stats }, errors });

test('what passed and failed is counted', () => {
  expect(vitestTally(vitest(5, 1, [file('failed', 'passed', 'failed')]), 1)).toEqual({ passed: 5, failed: 1 });
  expect(playwrightTally(playwright({ expected: 3, unexpected: 2, skipped: 4 }), 1)).toEqual({ passed: 3, failed: 2 });
});

test('what could not even run is a failure', () => {
  expect(vitestTally(vitest(5, 0, [file('failed'), file('passed', 'passed')]), 1)).toEqual({ passed: 5, failed: 1 });
  expect(playwrightTally(playwright({}, [{ message: 'no tests' }]), 1)).toEqual({ passed: 0, failed: 1 });
  expect(vitestTally(undefined, 0).failed).toBe(1);
  expect(playwrightTally(undefined, 0).failed).toBe(1);
});

test('a bad end is a failure even where all tests passed', () => {
  expect(vitestTally(vitest(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
  expect(playwrightTally(playwright({ expected: 5 }), 137)).toEqual({ passed: 5, failed: 1 });
});

test('an attack that did not hold is a failure, and so is a run without rows', () => {
  const rows = [{ held: true }, { held: false }, { held: true }];
  expect(tortureTally({ rows }, 1)).toEqual({ passed: 2, failed: 1 });
  expect(tortureTally({ rows: [] }, 1)).toEqual({ passed: 0, failed: 1 });
  expect(tortureTally(undefined, 0).failed).toBe(1);
});

test('everything is summed up in one sentence', () => {
  expect(sentence(sum([stepTally(true), stepTally(false), { passed: 10, failed: 2 }]))).toBe('11 passed, 3 failed');
});

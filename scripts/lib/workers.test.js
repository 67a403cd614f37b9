import { expect, test } from 'vitest';
import { testWorkers } from './workers.js';

test('takes the variable, else what its caller says, else two', () => {
  expect(testWorkers(5, { STEWARD_TEST_WORKERS: '3' })).toBe(3);
  expect(testWorkers(5, {})).toBe(5);
  expect(testWorkers(undefined, { STEWARD_TEST_WORKERS: '' })).toBe(2);
});

test.each(['0', '-1', '2.5', 'many', '100'])('refuses %j', (text) => {
  expect(() => testWorkers(2, { STEWARD_TEST_WORKERS: text })).toThrow('must be a number from 1 to 99');
});

import { expect, test } from 'vitest';
import { testArguments } from './test-arguments.js';

test('reads a time, a zone and what to run', () => {
  expect(testArguments(['--at', '2028-02-29T23:50:00Z', '--zone=Asia/Kolkata', '--timed'])).toMatchObject({
    at: '2028-02-29T23:50:00Z',
    zone: 'Asia/Kolkata',
    timed: true,
    dates: false,
    quick: false,
  });
  expect(testArguments(['--quick'])).toMatchObject({ quick: true });
});

test.each([[['--when', 'now']], [['--at']], [['unit']]])('refuses %j', (args) => {
  expect(() => testArguments(args)).toThrow('See npm test -- --help.');
});

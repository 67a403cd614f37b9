import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startArguments } from './start-arguments.js';

const none = { help: false, browser: false, data: undefined, smoke: undefined };

test.each([
  [[], none],
  [['--help'], { ...none, help: true }],
  [['--browser', '--data', 'x'], { ...none, browser: true, data: resolve('x') }],
  [['--data=/x y'], { ...none, data: '/x y' }],
  [['--smoke', 'a.png'], { ...none, smoke: resolve('a.png') }],
  [['--smoke=a.png', '--browser'], { ...none, smoke: resolve('a.png'), browser: true }],
  [['--smoke'], { ...none, smoke: resolve('test-results/smoke.png') }],
  [['--smoke', '--browser'], { ...none, smoke: resolve('test-results/smoke.png'), browser: true }],
])('%j is understood', (args, expected) => {
  expect(startArguments(args)).toEqual(expected);
});

test.each([[['--other']], [['x']], [['-b']], [['--data']], [['--data', '--browser']], [['--data=']]])(
  '%j is an error that says so',
  (args) => {
    expect(() => startArguments(args)).toThrow(/Unknown flag|needs a folder/);
    expect(() => startArguments(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
  },
);

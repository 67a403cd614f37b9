import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { desktopArguments, webArguments } from './arguments.ts';

test('the browser host takes what it knows and refuses the rest', () => {
  expect(webArguments([])).toEqual({ data: undefined, smoke: false, endWithStdin: false });
  expect(webArguments(['--data', 'x', '--smoke', '--end-with-stdin'])).toEqual({
    data: resolve('x'),
    smoke: true,
    endWithStdin: true,
  });
  expect(() => webArguments(['--other'])).toThrow('--other');
  expect(() => webArguments(['positional'])).toThrow('positional');
  expect(() => webArguments(['--data'])).toThrow('--data');
});

test('the desktop passes what Chromium and test tools add', () => {
  const args = desktopArguments(['/repo', '--no-sandbox', '--remote-debugging-port=0', '--data', 'x']);
  expect(args).toEqual({ data: resolve('x'), picture: undefined, smoke: false });
});

test('the desktop takes values in both spellings', () => {
  const args = desktopArguments(['--data=/d', '--smoke=/p.png']);
  expect(args).toEqual({ data: resolve('/d'), picture: resolve('/p.png'), smoke: true });
});

test.each([['--data'], ['--data='], ['--smoke', '--data=x']])('the desktop refuses a missing value: %s', (...args) => {
  expect(() => desktopArguments(args)).toThrow('needs a value');
});

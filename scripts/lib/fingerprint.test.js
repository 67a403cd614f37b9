import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, hasStamp, writeStamp } from './fingerprint.js';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'steward-fingerprint-'));
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true }));

const current = () => fingerprint(root, ['src', 'package.json']);

test('content, names and further files change it; tests and the order do not', () => {
  const before = current();
  expect(current()).toBe(before);
  expect(fingerprint(root, ['package.json', 'src', 'src/a.ts'])).toBe(before);
  writeFileSync(join(root, 'src', 'a.test.ts'), 'test');
  expect(current()).toBe(before);
  writeFileSync(join(root, 'package.json'), '{}');
  const withManifest = current();
  expect(withManifest).not.toBe(before);
  writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'c');
  expect(current()).not.toBe(withManifest);
});

test('a stamp is what was written last', () => {
  const file = join(root, 'cache', 'stamp');
  expect(hasStamp(file, 'x')).toBe(false);
  writeStamp(file, 'x');
  expect(hasStamp(file, 'x')).toBe(true);
  writeStamp(file, 'y');
  expect(hasStamp(file, 'x')).toBe(false);
});

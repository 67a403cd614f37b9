import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headersEnv, matchesLock } from './modules.js';

const lock = {
  packages: {
    '': { name: 'steward' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  },
};
const installed = (packages) => ({ packages });

test('packages match the lock file where every version is there; optional ones may be absent', () => {
  expect(matchesLock(lock, installed({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  expect(matchesLock(lock, undefined)).toBe(false);
  expect(matchesLock(lock, installed({}))).toBe(false);
  expect(matchesLock(lock, installed({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
  const more = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } };
  expect(matchesLock(lock, installed(more))).toBe(false);
});

test("Node's own headers are used where no others are named", () => {
  const prefix = mkdtempSync(join(tmpdir(), 'steward-node-'));
  try {
    const node = join(prefix, 'bin', 'node');
    expect(headersEnv({}, node)).toEqual({});
    mkdirSync(join(prefix, 'include', 'node'), { recursive: true });
    writeFileSync(join(prefix, 'include', 'node', 'node.h'), '');
    expect(headersEnv({}, node)).toEqual({ npm_config_nodedir: prefix });
    expect(headersEnv({ NPM_CONFIG_NODEDIR: '/elsewhere' }, node)).toEqual({});
  } finally {
    rmSync(prefix, { recursive: true });
  }
});

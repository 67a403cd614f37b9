import { expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../contract/commands.ts';
import { knownPath } from '../../contract/pages.ts';
import { commandPath, reachablePath } from './command-paths.ts';

test('every go_ command leads to a page that the contract knows', () => {
  for (const command of COMMAND_NAMES.filter((name) => name.startsWith('go_'))) {
    const path = commandPath(command, 'radiology');
    expect(path, command).toBeDefined();
    expect(knownPath(path ?? ''), command).not.toBeNull();
  }
});

test('without an organization its pages lead nowhere, and home leads to the start', () => {
  expect(commandPath('go_members', undefined)).toBeUndefined();
  expect(commandPath('go_home', undefined)).toBe('/');
  expect(commandPath('go_settings', undefined)).toBe('/settings');
  expect(commandPath('invite', 'radiology')).toBeUndefined();
});

test('a page that is not there yet is not gone to; a record’s falls back to its list', () => {
  const patterns = ['/', '/settings', '/o/$org', '/o/$org/members', '/o/$org/teams', '/o/$org/apps/$app'];
  expect(reachablePath('/o/radiology/members', patterns)).toBe('/o/radiology/members');
  expect(reachablePath('/o/radiology/apps/chest', patterns)).toBe('/o/radiology/apps/chest');
  expect(reachablePath('/o/radiology/teams/x', patterns)).toBe('/o/radiology/teams');
  expect(reachablePath('/o/radiology/costs', patterns)).toBeUndefined();
  expect(reachablePath('/', patterns)).toBe('/');
});

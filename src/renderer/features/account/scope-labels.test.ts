import { expect, it } from 'vitest';
import { ACTION_NAMES } from '../../../contract/permissions.ts';
import { actionLabel, describeScopes, SCOPE_GROUPS } from './scope-labels.ts';

it('offers every action exactly once', () => {
  const offered = SCOPE_GROUPS.flatMap(({ actions }) => actions);
  expect(offered.toSorted()).toEqual(ACTION_NAMES.toSorted());
});

it('tells scopes in words', () => {
  expect(actionLabel('edit_app_id')).toBe('Edit app id');
  expect(describeScopes(['*'])).toBe('Everything');
  expect(describeScopes(['read'])).toBe('Read only');
  expect(describeScopes(['read', 'manage_members'])).toBe('Manage members');
  expect(describeScopes(['manage_members', 'manage_teams'])).toBe('2 actions');
});

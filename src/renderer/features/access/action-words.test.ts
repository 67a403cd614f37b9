import { expect, it } from 'vitest';
import { APP_ACTION_NAMES, TEAM_PERMISSION_ACTIONS, VISIBILITY_ACTIONS } from '../../../contract/permissions.ts';
import { describeActions, describeScopes, OFFERED_ACTIONS, OFFERED_GROUPS } from './action-words.ts';

it('names whole sets of actions and counts the others', () => {
  expect(describeActions(APP_ACTION_NAMES)).toBe('Everything, and its administration');
  expect(describeActions(OFFERED_ACTIONS)).toBe('Everything in the app');
  expect(describeActions(TEAM_PERMISSION_ACTIONS.labeler_worker)).toBe('Labeler Worker');
  // A cluster is no part of an app: the permission is recognized without it.
  expect(describeActions(TEAM_PERMISSION_ACTIONS.model_trainer.filter((one) => one !== 'view_clusters'))).toBe(
    'Model Trainer',
  );
  expect(describeActions([...VISIBILITY_ACTIONS].reverse())).toBe('Reading its content');
  const contributor = APP_ACTION_NAMES.filter((one) => !['edit_compliance_labels', 'transfer_app'].includes(one));
  expect(describeActions(contributor)).toBe('Organization Contributor');
  expect(describeActions([...VISIBILITY_ACTIONS, 'train_models', 'view_tasks'])).toBe('Reading its content and 2 more');
  expect(describeActions(['view_apps', 'view_models'])).toBe('See the app, view models');
  expect(describeActions(['view_apps', 'train_models', 'delete_app'])).toBe('See the app, train models and 1 more');
  expect(describeActions([])).toBe('Nothing');
});

it('tells scopes in words', () => {
  expect(describeScopes(['*'])).toBe('Everything in the app');
  expect(describeScopes(['read'])).toBe('Reading');
  expect(describeScopes(['read', 'train_models'])).toBe('Reading; train models');
  expect(describeScopes(['view_apps', 'view_models', 'train_models'])).toBe('See the app, view models and 1 more');
});

it('offers every action for sharing exactly once', () => {
  const grouped = OFFERED_GROUPS.flatMap(({ actions }) => actions);
  expect([...grouped].sort()).toEqual([...OFFERED_ACTIONS].sort());
});

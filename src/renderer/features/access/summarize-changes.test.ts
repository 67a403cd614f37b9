import { expect, it } from 'vitest';
import { groupChanges } from './summarize-changes.ts';

it('tells people together whose access differs in the same way', () => {
  const change = (user_id: string, app_id: string | undefined, action: string) => ({
    user_id,
    action,
    ...(app_id !== undefined && { app_id }),
  });
  const groups = groupChanges([
    change('ada', 'xray', 'train_models'),
    change('ada', 'xray', 'view_models'),
    change('grace', 'xray', 'view_models'),
    change('grace', 'xray', 'train_models'),
    change('alan', undefined, 'view_clusters'),
  ]);
  expect(groups).toEqual([
    { user_ids: ['ada', 'grace'], apps: [{ app_id: 'xray', actions: ['train_models', 'view_models'] }] },
    { user_ids: ['alan'], apps: [{ app_id: '', actions: ['view_clusters'] }] },
  ]);
});

import { expect, it } from 'vitest';
import { addressOfChange, changeToTry } from './changes-to-try.ts';
import { TRY_TYPES } from './try-types.ts';

const filled = {
  person: 'ada',
  app: 'chest-xray',
  team: 'radiology',
  role: 'organization_user',
  permission: 'labeler_worker',
  visibility: '30',
};

it('makes each change from the address, and the same address from the change', () => {
  for (const type of TRY_TYPES) {
    const change = changeToTry(type, filled);
    expect(change, type).toMatchObject({ type });
    if (change === null) continue;
    const { view, change: kind, ...fields } = addressOfChange(change) ?? {};
    expect([view, kind]).toEqual(['try', type]);
    expect(filled).toMatchObject(fields);
    expect(changeToTry(type, fields)).toEqual(change);
    // Every field of it is needed, but a permission where the team's default can hold.
    for (const name of Object.keys(fields).filter((one) => type !== 'change_team_app' || one !== 'permission'))
      expect(changeToTry(type, { ...fields, [name]: undefined }), `${type} without ${name}`).toBeNull();
  }
});

it('takes nothing that is no role, permission or visibility', () => {
  expect(changeToTry('change_role', { ...filled, role: 'king' })).toBeNull();
  expect(changeToTry('set_visibility', { ...filled, visibility: '20' })).toBeNull();
  expect(addressOfChange({ type: 'delete_app', app_id: 'chest-xray' })).toBeUndefined();
});

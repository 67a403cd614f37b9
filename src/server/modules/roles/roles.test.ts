import { expect, it } from 'vitest';
import { PUBLISHED_ACTION_NAMES, ROLE_IDS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person } from '../../testing/people.ts';
import published from '../../testing/published-roles.json' with { type: 'json' };

onEachEngine('roles', (world) => {
  it('answers the six roles with exactly the published actions', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const { roles } = await world.ok('roles.list', admin, { params: { org_id } });
    expect(published.permissions).toHaveLength(26);
    expect(PUBLISHED_ACTION_NAMES).toEqual(published.permissions.map(({ action }) => action));
    expect(roles.map(({ id, name, scope, summary }) => ({ id, name, scope, summary }))).toEqual(
      ROLE_IDS.map((id) => published.roles.find((role) => role.id === id)),
    );
    for (const role of roles) {
      const expected = published.permissions.filter(({ allowed }) => allowed[role.id]).map(({ action }) => action);
      expect(role.actions.filter((action) => PUBLISHED_ACTION_NAMES.some((name) => name === action))).toEqual(expected);
    }
  });

  it.each(ROLE_IDS)('shows a %s the abilities of the published table', async (role_id) => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const who = await member(world, admin, org_id, role_id);
    const { organization: seen } = await world.ok('organizations.get', who, { params: { org_id } });
    expect(seen.role_id).toBe(role_id);
    for (const { action, allowed } of published.permissions)
      expect([action, seen.abilities[action]]).toEqual([action, allowed[role_id]]);
  });
});

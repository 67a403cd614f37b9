import { expect, it } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite, member, organization, person } from '../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('an audit entry', (world) => {
  const last = async (owner: string) =>
    (
      await world.db
        .selectFrom('audit_entries')
        .select('details')
        .where('owner_id', '=', owner)
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow()
    ).details;

  it('says what each change was before and after', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const params = { org_id };
    const [gone, leaver] = [
      await member(world, admin, org_id),
      await member(world, admin, org_id, 'financial_manager'),
    ];
    const team = {
      organization_id: org_id,
      id: 'team',
      name: 'Team',
      name_key: 'team',
      default_permission_id: 'full_access',
    } as const;
    await world.db.insertInto('teams').values(team).execute();
    await world.db
      .insertInto('team_members')
      .values({ organization_id: org_id, team_id: 'team', user_id: gone.id })
      .execute();
    await world.ok('members.remove', admin, { params, body: { user_ids: [gone.id] } });
    expect(await last(org_id)).toEqual({
      changes: { [gone.id]: { before: { role_id: 'organization_user', team_ids: ['team'] }, after: null } },
    });
    await world.ok('organizations.leave', leaver, { params });
    expect(await last(org_id)).toEqual({
      changes: { [leaver.id]: { before: { role_id: 'financial_manager', team_ids: [] }, after: null } },
    });
    const id = await invite(world, admin, org_id, 'somebody@x.example');
    await world.ok('invitations.cancel', admin, { params, body: { ids: [id] } });
    const invitation = { email: 'somebody@x.example', role_id: 'organization_user', team_ids: [] };
    expect(await last(org_id)).toEqual({
      changes: {
        [id]: { before: { ...invitation, status: 'PENDING' }, after: { ...invitation, status: 'CANCELLED' } },
      },
    });
    await world.ok('users.update', leaver, { ...me, body: { user: { job_title: 'Lead' } } });
    expect(await last(leaver.id)).toEqual({ changes: { job_title: { before: '', after: 'Lead' } } });
    const joined = await member(world, admin, org_id);
    expect(await last(org_id)).toEqual({
      changes: { [joined.id]: { before: null, after: { role_id: 'organization_user', team_ids: [] } } },
    });
    await world.ok('users.delete', joined, { ...me, body: { confirm: joined.id } });
    expect(await last(org_id)).toMatchObject({ changes: { [joined.id]: { after: null } } });
  });
});

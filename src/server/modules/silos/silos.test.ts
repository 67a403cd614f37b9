import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member } from '../../testing/people.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';

onEachEngine('silos', (world) => {
  const silo = (id: string, team_ids = ['team'], required_labels = ['GDPR'], name = id) => ({
    id,
    name,
    team_ids,
    required_labels,
  });
  const create = ({ admin, org_id }: Scene, ...silos: ReturnType<typeof silo>[]) =>
    world.refusal('silos.create', admin, { params: { org_id }, body: { silos } });
  const list = async ({ admin, org_id }: Scene) => (await world.ok('silos.list', admin, { params: { org_id } })).silos;

  it('counts each person once and every app that lacks a label', async () => {
    const scene = await buildScene(world);
    const { admin, org_id, colleague } = scene;
    const other = await member(world, admin, org_id);
    const add = (team_id: string, ...user_ids: string[]) =>
      world.ok('team_members.add', admin, { params: { org_id, team_id }, body: { user_ids } });
    await add('team', colleague.id, other.id);
    await add('siloed', colleague.id);
    await world.db
      .updateTable('apps')
      .set({ compliance_labels: ['GDPR', 'HIPAA'] })
      .where('owner_id', '=', org_id)
      .where('id', '=', 'app')
      .execute();
    expect(await create(scene, silo('both', ['team', 'siloed', 'team'], ['GDPR', 'HIPAA', 'GDPR']))).toBe('200/10000');
    expect(await list(scene)).toMatchObject([
      {
        id: 'both',
        team_ids: ['siloed', 'team'],
        required_labels: ['GDPR', 'HIPAA'],
        members_count: 2,
        apps_closed_count: 1,
      },
      { id: 'silo', team_ids: ['siloed'], members_count: 1, apps_closed_count: 1 },
    ]);
  });

  it('takes an id and a name once, and names every unknown team, all or none', async () => {
    const scene = await buildScene(world);
    expect(await create(scene, silo('one'), silo('two', ['team'], ['GDPR'], ' ONE '))).toBe('409/40010 body.silos.1');
    expect(await create(scene, silo('one'), silo('two', ['nope', 'team', 'none']))).toBe(
      '400/11102 body.silos.1.team_ids.0 body.silos.1.team_ids.2',
    );
    expect((await list(scene)).map(({ id }) => id)).toEqual(['silo']);
  });

  it('changes what is given and says before and after in the audit log', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    await create(scene, silo('other'));
    const update = (fields: object) =>
      world.refusal('silos.update', admin, { params: { org_id }, body: { silos: [{ id: 'silo', ...fields }] } });
    expect(await update({ name: 'OTHER' })).toBe('409/40010 body.silos.0.name');
    expect(await update({ team_ids: ['nope'] })).toBe('400/11102 body.silos.0.team_ids.0');
    expect(await update({ name: 'Silo', required_labels: ['HIPAA'] })).toBe('200/10000');
    expect(await update({ team_ids: ['team', 'full'], required_labels: ['HIPAA', 'GDPR'] })).toBe('200/10000');
    const unknown = { params: { org_id }, body: { silos: [{ id: 'nope', name: 'x' }] } };
    expect(await world.refusal('silos.update', admin, unknown)).toBe('404/11101 body.silos.0');
    const { entries } = await world.ok('audit.search', admin, {
      params: { user_id: org_id },
      body: { query: { operations: [10211] } },
    });
    expect(entries.map(({ details, targets }) => [targets, details.changes])).toEqual([
      [
        [{ silo: { id: 'silo', name: 'Silo' } }],
        {
          team_ids: { before: ['siloed'], after: ['full', 'team'] },
          required_labels: { before: ['HIPAA'], after: ['GDPR', 'HIPAA'] },
        },
      ],
    ]);
  });

  it('is deleted by several at once, or not at all; a renamed team keeps its silo', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    await create(scene, silo('other'));
    await world.ok('teams.update', admin, { params: { org_id }, body: { teams: [{ id: 'team', new_id: 'renamed' }] } });
    expect((await list(scene)).map(({ team_ids }) => team_ids)).toEqual([['renamed'], ['siloed']]);
    const remove = (...ids: string[]) => world.refusal('silos.delete', admin, { params: { org_id }, body: { ids } });
    expect(await remove('silo', 'nope')).toBe('404/11101 body.ids.1');
    expect(await remove('silo', 'other')).toBe('200/10000');
    expect(await list(scene)).toEqual([]);
  });

  it('is no part of a plan without silos, and can still be taken away there', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    await world.db.updateTable('organizations').set({ plan: 'pay_as_you_go' }).where('id', '=', org_id).execute();
    const reply = await world.call('silos.create', admin, { params: { org_id }, body: { silos: [silo('fresh')] } });
    expect([reply.http, reply.status.code, reply.status.details?.[0]?.message]).toEqual([
      403,
      11006,
      'The plan Pay as you go has no silos; Enterprise has',
    ]);
    const change = { params: { org_id }, body: { silos: [{ id: 'silo', name: 'x' }] } };
    expect(await world.refusal('silos.update', admin, change)).toBe('403/11006 plan');
    expect(await world.refusal('silos.delete', admin, { params: { org_id }, body: { ids: ['silo'] } })).toBe(
      '200/10000',
    );
  });
});

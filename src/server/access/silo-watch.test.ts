import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { MAX_LISTED_OPENINGS, openingsOf } from '../../contract/access.ts';
import { Problem } from '../http/problem.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, type TestPerson } from '../testing/people.ts';
import { buildScene, type Scene } from '../testing/scenes.ts';
import { watchSilos } from './silo-watch.ts';

const WAYS = [
  'a label',
  'leaving the team',
  'the end of the team',
  'the team outside of the silo',
  'the end of the silo',
  'other labels of the silo',
  'another id and a label',
  'a share, then leaving',
  'being public, then leaving',
] as const;

/** The scene's silo binds the team `siloed` to apps with the label HIPAA: `app` has it, `other-app` has not. */
onEachEngine('a change to an organization with a silo', (world) => {
  let scene: Scene;
  let bound: TestPerson;
  let org: string;
  beforeEach(async () => {
    scene = await buildScene(world);
    org = scene.org_id;
    bound = await member(world, scene.admin, org, 'organization_contributor');
    await intoSilo(bound);
  });

  const intoSilo = (who: TestPerson) =>
    world.ok('team_members.add', scene.admin, {
      params: { org_id: org, team_id: 'siloed' },
      body: { user_ids: [who.id] },
    });

  /** What the change opened as the watch sees it, or the field of its refusal. */
  const watched = async (caller: TestPerson, ...changes: ReturnType<typeof sql>[]) => {
    try {
      return await world.db.transaction().execute(async (trx) => {
        const silos = await watchSilos(trx, { user_id: caller.id, key_id: '', scopes: ['*'] }, org);
        for (const change of changes) await change.execute(trx);
        return silos.finish();
      });
    } catch (error) {
      if (error instanceof Problem) return `${error.status} ${error.details[0]?.field}`;
      throw error;
    }
  };

  const opens = () => ({ count: 1, listed: [{ user_id: bound.id, app_id: 'other-app', silo_ids: ['silo'] }] });
  const label = () => sql`update apps set compliance_labels = '{HIPAA}' where owner_id = ${org} and id = 'other-app'`;
  const outOfTeam = (who: TestPerson) =>
    sql`delete from team_members where organization_id = ${org} and team_id = 'siloed' and user_id = ${who.id}`;
  const outOfOrganization = (who: TestPerson) =>
    sql`delete from members where organization_id = ${org} and user_id = ${who.id}`;
  const share = (who: TestPerson) => sql`insert into collaborators values (${org}, 'other-app', ${who.id}, '{read}')`;
  const publish = () => sql`update apps set visibility = 50 where owner_id = ${org} and id = 'other-app'`;

  const ways = (): Record<(typeof WAYS)[number], ReturnType<typeof sql>[]> => ({
    'a label': [label()],
    'leaving the team': [outOfTeam(bound)],
    'the end of the team': [sql`delete from teams where organization_id = ${org} and id = 'siloed'`],
    'the team outside of the silo': [sql`delete from silo_teams where organization_id = ${org}`],
    'the end of the silo': [sql`delete from silos where organization_id = ${org}`],
    'other labels of the silo': [sql`update silos set required_labels = '{}' where organization_id = ${org}`],
    'another id and a label': [label(), sql`update apps set id = 'moved' where owner_id = ${org} and id = 'other-app'`],
    'a share, then leaving': [share(bound), outOfOrganization(bound)],
    'being public, then leaving': [publish(), outOfOrganization(bound)],
  });

  it.each(WAYS)('%s is refused to whom the silo binds, and reported to others', async (way) => {
    const changes = ways()[way];
    expect(await watched(bound, ...changes)).toBe('forbidden silos.silo');
    const opened = await watched(scene.admin, ...changes);
    expect(opened).toEqual(
      way === 'another id and a label'
        ? { count: 1, listed: [{ user_id: bound.id, app_id: 'moved', silo_ids: ['silo'] }] }
        : opens(),
    );
  });

  it('refuses one bound person to open it to another', async () => {
    const other = await member(world, scene.admin, org, 'admin');
    await intoSilo(other);
    expect(await watched(other, outOfTeam(bound))).toBe('forbidden silos.silo');
  });

  it('lets somebody leave who loses everything with it', async () => {
    await world.ok('organizations.leave', bound, { params: { org_id: org } });
  });

  it('opens nothing by roles, other teams, shares or visibility: the silo wins over them', async () => {
    expect(
      await watched(
        bound,
        share(bound),
        publish(),
        sql`update members set role_id = 'admin' where organization_id = ${org} and user_id = ${bound.id}`,
        sql`insert into team_members values (${org}, 'full', ${bound.id})`,
        sql`insert into team_apps values (${org}, 'full', 'other-app', 'full_access')`,
      ),
    ).toBeUndefined();
    const reply = await world.call('apps.list', bound, { params: { user_id: org } });
    expect(reply.http).toBe(200);
  });

  it('counts what it does not list', async () => {
    const count = MAX_LISTED_OPENINGS + 7;
    await sql`insert into apps (owner_id, id, name, visibility, description)
      select ${org}, 'many-' || n, 'Many', 10, '' from generate_series(1, ${count}) n`.execute(world.db);
    const opened = await watched(scene.admin, sql`delete from silos where organization_id = ${org}`);
    expect(opened).toMatchObject({ count: count + 1 });
    expect(typeof opened === 'object' ? opened.listed : []).toHaveLength(MAX_LISTED_OPENINGS);
  });

  it('is told in the answer and stands in the audit log', async () => {
    const params = { org_id: org };
    const answer = await world.ok('members.remove', scene.admin, { params, body: { user_ids: [bound.id] } });
    expect(openingsOf(answer)).toBeUndefined();
    const sharing = await member(world, scene.admin, org);
    await intoSilo(sharing);
    await share(sharing).execute(world.db);
    const opening = await world.ok('members.remove', scene.admin, { params, body: { user_ids: [sharing.id] } });
    const expected = { count: 1, listed: [{ user_id: sharing.id, app_id: 'other-app', silo_ids: ['silo'] }] };
    expect(openingsOf(opening)).toEqual(expected);
    const [entry] = await world.rows(sql<{ details: { silo_openings: unknown } }>`
      select details from audit_entries where owner_id = ${org} order by id desc limit 1`);
    expect(entry?.details.silo_openings).toEqual(expected);
  });
});

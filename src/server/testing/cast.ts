import { sql } from 'kysely';
import type { RoleId } from '../../contract/permissions.ts';
import { invite, member, organization, person, type TestPerson } from './people.ts';
import type { World } from './world.ts';

/** Everybody whom something could concern, in one organization and around it. */
export interface Cast {
  readonly org_id: string;
  /** Does what is done. */
  readonly admin: TestPerson;
  readonly second: TestPerson;
  readonly finance: TestPerson;
  readonly worker: TestPerson;
  /** In the team `team` with the worker, and with a password. */
  readonly mate: TestPerson;
  readonly outsider: TestPerson;
  /** An organization of the outsider's, in which the admin is an admin too. */
  readonly other_id: string;
}
export type Part = Exclude<keyof Cast, 'org_id' | 'other_id'>;

/** Makes them, with a team of two, an app, and somebody who has a password. */
export async function buildCast(world: World): Promise<Cast> {
  const [admin, outsider] = [await person(world), await person(world)];
  const [org_id, other_id] = [await organization(world, admin), await organization(world, outsider)];
  const joins = (role: RoleId) => member(world, admin, org_id, role);
  const [second, finance] = [await joins('admin'), await joins('financial_manager')];
  const [worker, mate] = [await joins('team_contributor'), await joins('team_contributor')];
  const asAdmin = await invite(world, outsider, other_id, admin.email, 'admin');
  await world.ok('my_invitations.accept', admin, { params: { user_id: 'me', id: asAdmin } });
  await world.ok('teams.create', admin, {
    params: { org_id },
    body: { teams: [{ id: 'team', name: 'Team', default_permission_id: 'model_trainer' }] },
  });
  await world.ok('team_members.add', admin, {
    params: { org_id, team_id: 'team' },
    body: { user_ids: [worker.id, mate.id] },
  });
  await world.ok('apps.create', admin, { params: { user_id: org_id }, body: { apps: [{ id: 'app', name: 'App' }] } });
  await world.db.updateTable('users').set({ password_hash: 'kept' }).where('id', '=', mate.id).execute();
  return { org_id, other_id, admin, second, finance, worker, mate, outsider };
}

export const inOrg = ({ org_id }: Cast) => ({ params: { org_id } });
export const inTeam = ({ org_id }: Cast) => ({ params: { org_id, team_id: 'team' } });
export const ofApp = ({ org_id }: Cast) => ({ params: { user_id: org_id, app_id: 'app' } });

const PARTS = ['admin', 'second', 'finance', 'worker', 'mate', 'outsider'] as const;

/** Whom of all people in the world something unread tells what, by their part in the cast. */
export async function unreadOf(world: World, cast: Cast): Promise<Record<string, string>> {
  const parts = new Map(PARTS.map((part) => [cast[part].id, part as string]));
  const rows = await world.rows(sql<{ user_id: string; kind: string }>`
    select user_id, kind from notifications where read_at is null order by user_id, created_at`);
  return Object.fromEntries(rows.map(({ user_id, kind }) => [parts.get(user_id) ?? user_id, kind]));
}

/** Everybody has read everything. */
export const readAll = (world: World) =>
  sql`update notifications set read_at = steward_now() where read_at is null`.execute(world.db);

import { sql } from 'kysely';
import type { PlanId, RoleId } from '../../contract/permissions.ts';
import { kept } from '../db/kept.ts';
import type { Db } from '../db/tables.ts';
import { PERMISSION_ACTIONS, ROLE_ACTIONS } from './action-set.ts';
import type { Actor, ActorTeam, BindingSilo, CarriedPermission } from './facts.ts';
import { brokenRules, type TokenStanding, tokenStanding } from './token-rules.ts';

/** Whose apps, and who somebody is there. */
export interface Standing {
  readonly kind: 'person' | 'organization';
  /** An organization that is deleted and can be restored. */
  readonly deleted: boolean;
  readonly plan: PlanId | null;
  readonly actor: Actor;
}

interface Row {
  kind: 'person' | 'organization';
  plan: PlanId | null;
  deleted: boolean;
  role_id: RoleId | null;
  teams: ActorTeam[] | null;
  silos: BindingSilo[] | null;
  carried: CarriedPermission[] | null;
  partners: Record<string, RoleId> | null;
  token: TokenStanding;
}

/** Roles to which no team permission adds anything in the organization itself: their teams need not be looked at. */
const COMPLETE_ROLES = (Object.keys(ROLE_ACTIONS) as RoleId[]).filter((role) =>
  Object.values(PERMISSION_ACTIONS).every(
    ({ lo, hi }) => (lo & ~ROLE_ACTIONS[role].lo) === 0 && (hi & ~ROLE_ACTIONS[role].hi) === 0,
  ),
);

const teamsOf = (userId: string) => sql`(
  select json_agg(json_build_object('id', t.id, 'default_permission_id', t.default_permission_id) order by t.id)
  from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
  where tm.organization_id = o.id and tm.user_id = ${userId})`;

const silosOf = (userId: string) => sql`(
  select json_agg(json_build_object('id', s.id, 'team_ids', s.team_ids, 'required_labels', s.required_labels)
    order by s.id)
  from (select s.id, s.required_labels, array_agg(st.team_id order by st.team_id) as team_ids
    from team_members tm
    join silo_teams st on st.organization_id = tm.organization_id and st.team_id = tm.team_id
    join silos s on s.organization_id = st.organization_id and s.id = st.silo_id
    where tm.organization_id = o.id and tm.user_id = ${userId}
    group by s.id, s.required_labels) s)`;

const carriedBy = (userId: string) => sql`(
  select json_agg(json_build_object('team_id', c.team_id, 'permission_id', c.permission_id, 'from', c.from,
    'app_id', c.app_id, 'compliance_labels', c.compliance_labels) order by c.team_id, c.app_id)
  from (select tm.team_id, coalesce(ta.permission_id, t.default_permission_id) as permission_id,
      case when ta.permission_id is null then 'default' else 'app' end as from,
      a.compliance_labels, min(a.id) as app_id
    from team_members tm
    join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
    join team_apps ta on ta.organization_id = tm.organization_id and ta.team_id = tm.team_id
    join apps a on a.owner_id = ta.organization_id and a.id = ta.app_id
    where tm.organization_id = o.id and tm.user_id = ${userId}
      and m.role_id not in (${sql.join(COMPLETE_ROLES.map((role) => sql.lit(role)))})
    group by 1, 2, 3, 4) c)`;

const partnersOf = (userId: string) => sql`(
  select json_object_agg(p.organization_id, p.role_id) from partner_roles_of(o.id, ${userId}) p)`;

const NOTHING = sql`null::json`;

/** What a question needs to know: about one owner's apps, or about the organization itself. */
export type Question = 'apps' | 'organization';

/** Somebody, with the token that they call with; without one to ask about the person. */
export interface Asker {
  readonly user_id: string;
  readonly scopes: readonly string[];
  readonly key_id?: string;
}

/** `key_id` is null to ask about a person. */
const asked = (question: Question) =>
  kept((db, user_id: string, ownerId: string, key_id: string | null) => {
    const onApps = question === 'apps';
    return sql<Row>`
      select o.kind, org.plan, org.deleted_at is not null as deleted, m.role_id,
        ${onApps ? teamsOf(user_id) : NOTHING} as teams,
        ${silosOf(user_id)} as silos,
        ${onApps ? NOTHING : carriedBy(user_id)} as carried,
        ${onApps ? partnersOf(user_id) : NOTHING} as partners,
        ${tokenStanding(sql`o.id`, key_id)} as token
      from owners o
      left join organizations org on org.id = o.id
      left join members m on m.organization_id = o.id and m.user_id = ${user_id} and o.id = (select steward_tenant())
      where o.id = ${ownerId}`.compile(db);
  });
const standings = { apps: asked('apps'), organization: asked('organization') };

/**
 * Who somebody is for this owner, in one query; undefined where there is no such owner. A role counts only in the
 * transaction's tenant: a person who became a member after the transaction had settled its tenant would be let in, and
 * find nothing there. A member of a deleted organization has their role there: who asks decides whether that counts.
 */
export async function loadStanding(
  db: Db,
  who: Asker,
  ownerId: string,
  question: Question,
): Promise<Standing | undefined> {
  const { user_id, scopes, key_id = null } = who;
  const { rows } = await standings[question](db, user_id, ownerId, key_id);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { kind, plan, deleted, role_id, teams, silos, carried, partners, token } = row;
  const known = { teams: teams ?? [], silos: silos ?? [], carried: carried ?? [] };
  const actor = {
    user_id,
    scopes,
    role_id,
    plan,
    token_rules: brokenRules(token),
    partners: new Map(Object.entries(partners ?? {})),
    ...known,
  };
  return { kind, deleted, plan, actor };
}

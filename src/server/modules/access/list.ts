import { type AccessEntry, accessList } from '../../../contract/api/access.ts';
import type { RouteAnswer, RouteRequest } from '../../../contract/route.ts';
import { appActionsIn } from '../../access/action-set.ts';
import type { Membership } from '../../access/membership.ts';
import { appActions, viewOf } from '../../access/view.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { cutPage, readPage } from '../../http/pagination.ts';
import { forbidden, invalid } from '../../http/problem.ts';
import { byApp } from './by-app.ts';
import { byPerson } from './by-person.ts';
import { byTeam } from './by-team.ts';
import { reasons, type Standing } from './entry.ts';
import { namesOfApps, namesOfPeople } from './known-people.ts';

export interface Asked {
  readonly db: Db;
  readonly caller: Caller;
  readonly organization_id: string;
  readonly membership: Membership;
  readonly query: RouteRequest<typeof accessList>['query'];
}

/** Rows in their order, told apart by `keys`; a row is made only when a page shows it. */
export interface Rows {
  readonly total: number;
  readonly organization_actions?: string[];
  /** From a place on: after the row with these keys, then `skip` rows further, at most `limit`. */
  read(after: readonly string[] | null, skip: number, limit: number): Standing[];
}

type Question = (asked: Asked, id: string) => Promise<Rows>;
const QUESTIONS = [
  ['user_id', byPerson],
  ['app_id', byApp],
  ['team_id', byTeam],
] as const satisfies readonly (readonly [keyof Asked['query'], Question])[];

/**
 * Throws forbidden unless the caller asks about themselves, may see everybody's access, or asks about a team and may
 * put people and apps into teams: a lead answers for what the team gives.
 */
function assertMayAsk({ caller, membership: { abilities }, query }: Asked): void {
  const own = query.user_id === caller.user_id;
  const leads = query.team_id !== undefined && abilities.add_members_to_teams && abilities.add_apps_to_teams;
  if (own || leads || abilities.view_access) return;
  throw forbidden('view_access', 'you may ask about yourself; about others needs view_access');
}

/** One page of who may do what: for one person every app, for one app every person, for one team both. */
export const listAccess = handle(accessList, async ({ params, query, db, caller, membership }) => {
  const asked = QUESTIONS.filter(([name]) => query[name] !== undefined);
  const [question, second] = asked;
  if (question === undefined) throw invalid('query.user_id', 'or app_id or team_id is missing');
  if (second !== undefined) throw invalid(`query.${second[0]}`, `cannot be combined with ${question[0]}`);
  if (membership === null) throw new Error('the route names an organization');
  const [name, ask] = question;
  const about: Asked = { db, caller, organization_id: params.org_id, membership, query };
  assertMayAsk(about);
  const rows = await ask(about, String(query[name]));
  const list = `access:${name}`;
  const page = readPage(query, list, 2);
  const read = rows.read(page.after, page.offset, page.limit + 1);
  const cut = cutPage(read, page, list, ({ actor, app }) => [actor.user_id, app.id]);
  const { total, organization_actions } = rows;
  return {
    access: await present(about, cut.rows),
    total_count: total,
    ...(organization_actions && { organization_actions }),
    ...(cut.next_cursor === undefined ? {} : { next_cursor: cut.next_cursor }),
  } satisfies RouteAnswer<typeof accessList>;
});

async function present({ db, organization_id }: Asked, rows: readonly Standing[]): Promise<AccessEntry[]> {
  const people = await namesOfPeople(db, [...new Set(rows.map(({ actor }) => actor.user_id))]);
  const apps = await namesOfApps(db, organization_id, [...new Set(rows.map(({ app }) => app.id))]);
  const words = { lo: 0, hi: 0 };
  return rows.map((row) => {
    const { actor, app } = row;
    appActions(viewOf(actor), app, words);
    return {
      user: people.get(actor.user_id) ?? { id: actor.user_id, first_name: '', last_name: '', image: null },
      role_id: actor.role_id,
      app: { id: app.id, name: apps.get(app.id)?.name ?? app.id, compliance_labels: [...app.compliance_labels] },
      actions: [...appActionsIn(words.lo, words.hi)],
      ...reasons(row),
    };
  });
}

import type { SimulatedChange } from '../access.ts';
import type { TeamPermissionId } from '../permissions.ts';
import { type FileTeam, TEAM_DEFAULT } from './document.ts';
import type { PlanStep } from './plan.ts';
import type { OrganizationState } from './state.ts';
import { chunked, count, permissionText, quoted, shortened } from './words.ts';

const section = 'Teams' as const;
const MOST_APPS = 1000;

type Own = TeamPermissionId | null;
const own = (value: FileTeam['apps'][string]): Own => (value === TEAM_DEFAULT ? null : value);

export interface AppsOf {
  readonly org_id: string;
  readonly team: { readonly id: string; readonly name: string };
  /** What makes the team, where it is not there yet. */
  readonly needs: readonly string[];
}

type AppPermission = readonly [app: string, permission: Own];

function appsStep({ org_id, team, needs }: AppsOf, part: number, items: readonly AppPermission[], adds: boolean) {
  const what = count(items.length, 'app');
  const base = {
    id: `team ${team.id} apps ${adds ? 'add' : 'change'} ${part}`,
    section,
    kind: 'update',
    title: adds ? `Give ${quoted(team.name)} ${what}` : `Change permissions on ${what} of ${quoted(team.name)}`,
    details: shortened(items.map(([app, permission]) => `${app}: ${permissionText(permission)}`)),
    destructive: false,
    subject: `team ${team.id}`,
    effects:
      needs.length > 0
        ? []
        : items.map(
            ([app_id, permission_id]): SimulatedChange => ({
              type: adds ? 'add_team_app' : 'change_team_app',
              team_id: team.id,
              app_id,
              permission_id,
            }),
          ),
    needs,
  } as const;
  const params = { org_id, team_id: team.id };
  const step: PlanStep = adds
    ? {
        ...base,
        call: {
          route: 'team_apps.add',
          input: {
            params,
            body: {
              apps: items.map(([app_id, permission]) => ({
                app_id,
                ...(permission !== null && { permission_id: permission }),
              })),
            },
          },
        },
      }
    : {
        ...base,
        call: {
          route: 'team_apps.update',
          input: { params, body: { apps: items.map(([app_id, permission_id]) => ({ app_id, permission_id })) } },
        },
      };
  return step;
}

const removeApps = ({ org_id, team }: AppsOf, part: number, apps: readonly string[]): PlanStep => ({
  id: `team ${team.id} apps remove ${part}`,
  section,
  kind: 'update',
  title: `Take ${count(apps.length, 'app')} from ${quoted(team.name)}`,
  details: shortened(apps),
  destructive: true,
  subject: `team ${team.id}`,
  call: {
    route: 'team_apps.remove',
    input: { params: { org_id, team_id: team.id }, body: { app_ids: [...apps] } },
  },
  effects: apps.map((app_id) => ({ type: 'remove_team_app', team_id: team.id, app_id })),
  needs: [],
});

/** What gives a team its apps, changes their permissions and takes the others away. */
export function planApps(
  of: AppsOf,
  before: ReadonlyMap<string, Own>,
  wanted: FileTeam['apps'],
  state: OrganizationState,
) {
  const all = Object.entries(wanted).map(([app, value]): AppPermission => [app, own(value)]);
  const known = all.filter(([app]) => state.apps.has(app) || before.has(app));
  const added = known.filter(([app]) => !before.has(app));
  const changed = known.filter(([app, permission]) => before.has(app) && before.get(app) !== permission);
  const removed = [...before.keys()].filter((app) => !Object.hasOwn(wanted, app));
  return {
    steps: [
      ...chunked(added, MOST_APPS).map((items, part) => appsStep(of, part, items, true)),
      ...chunked(changed, MOST_APPS).map((items, part) => appsStep(of, part, items, false)),
      ...chunked(removed, MOST_APPS).map((items, part) => removeApps(of, part, items)),
    ],
    impossible: all
      .filter((one) => !known.includes(one))
      .map(([app]) => `There is no app ${quoted(app)} here to give to the team ${quoted(of.team.name)}.`),
  };
}

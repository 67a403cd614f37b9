import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, RouteName } from '../../contract/api/index.ts';
import {
  type Action,
  APP_ACTION_NAMES,
  APP_ADMINISTRATION,
  PUBLISHED_ACTION_NAMES,
  ROLE_IDS,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  TEAM_PERMISSION_IDS,
  type TeamPermissionId,
} from '../../contract/permissions.ts';
import { operations } from '../operations.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, person, type TestPerson } from '../testing/people.ts';
import published from '../testing/published-roles.json' with { type: 'json' };
import teamPermissions from '../testing/published-team-permissions.json' with { type: 'json' };
import { buildScene, type Scene } from '../testing/scenes.ts';
import type { World } from '../testing/world.ts';

type PublishedAction = (typeof PUBLISHED_ACTION_NAMES)[number];

/** Where a probe is made: an organization, an app in it that is this role's alone, and words nobody used. */
interface Place {
  readonly org_id: string;
  readonly app_id: string;
  readonly scene: Scene;
}

/** A call that needs the action; `shows` says what in the answer proves it, where the call itself needs less. */
interface Probe<N extends RouteName = RouteName> {
  readonly name: N;
  readonly input: (place: Place) => InputOf<N>;
  readonly shows?: (answer: Record<string, unknown>) => boolean;
}

const probe = <N extends RouteName>(name: N, input: Probe<N>['input'], shows?: Probe['shows']): Probe =>
  ({ name, input, ...(shows && { shows }) }) as unknown as Probe;
/** An app of its own for the change that leaves nothing under the old id. */
const renamed = (appId: string): string => `${appId}-renamed`;
const app = ({ org_id, app_id }: Place) => ({ params: { user_id: org_id, app_id } });
const owner = ({ org_id }: Place) => ({ params: { user_id: org_id } });
const org = ({ org_id }: Place) => ({ params: { org_id } });
const inTeam = ({ org_id }: Place) => ({ params: { org_id, team_id: 'team' } });
const change = (body: InputOf<'app.update'>['body']['app']) => (place: Place) => ({
  ...app(place),
  body: { app: body },
});
const ability = (action: Action) =>
  probe(
    'organizations.get',
    org,
    ({ organization }) => (organization as { abilities: Record<string, boolean> }).abilities[action] === true,
  );

const PROBES: Readonly<Record<PublishedAction, Probe>> = {
  view_sidebar_items: ability('view_sidebar_items'),
  create_models: probe('models.create', (place) => ({
    ...app(place),
    body: { models: [{ id: place.scene.fresh() }] },
  })),
  create_workflows: probe('workflows.create', (place) => ({
    ...app(place),
    body: { workflows: [{ id: place.scene.fresh() }] },
  })),
  edit_app_id: probe('app.update', (place) => ({
    params: { user_id: place.org_id, app_id: renamed(place.app_id) },
    body: { app: { new_id: place.scene.fresh() } },
  })),
  edit_app_description: probe('app.update', change({ description: 'Another' })),
  edit_app_notes: probe('app.update', change({ notes: 'Another' })),
  view_collaborators: probe('collaborators.list', app),
  edit_collaborators: probe('collaborators.add', (place) => ({
    ...app(place),
    body: { collaborators: [{ id: place.scene.invitee.id, scopes: ['read'] }] },
  })),
  view_base_workflow: probe('apps.get', app, ({ app: one }) => Object.hasOwn(one as object, 'base_workflow_id')),
  edit_base_workflow: probe('app.update', change({ base_workflow_id: 'item' })),
  delete_models: probe('models.delete', (place) => ({ ...app(place), body: { ids: ['item'] } })),
  delete_app: probe('app.delete', app),
  manage_members: probe('invitations.create', (place) => ({
    ...org(place),
    body: { invitations: [{ email: `${place.scene.fresh()}@probes.example`, role_id: 'organization_user' }] },
  })),
  manage_teams: probe('teams.create', (place) => {
    const id = place.scene.fresh();
    return { ...org(place), body: { teams: [{ id, name: id, default_permission_id: 'labeler_worker' }] } };
  }),
  add_members_to_teams: probe('team_members.add', (place) => ({
    ...inTeam(place),
    body: { user_ids: [place.scene.colleague.id] },
  })),
  add_apps_to_teams: probe('team_apps.add', (place) => ({ ...inTeam(place), body: { apps: [{ app_id: 'app' }] } })),
  create_apps: probe('apps.create', (place) => ({ ...owner(place), body: { apps: [{ id: place.scene.fresh() }] } })),
  change_app_visibility: probe('app.update', change({ visibility: { gettable: 30 } })),
  change_resource_visibility: probe('models.update', (place) => ({
    ...app(place),
    body: { models: [{ id: 'other', visibility: { gettable: 30 } }] },
  })),
  use_modules: probe('modules.list', app),
  manage_modules: probe('modules.create', (place) => ({
    ...app(place),
    body: { modules: [{ id: place.scene.fresh() }] },
  })),
  install_modules: probe('installed_modules.create', (place) => ({
    ...app(place),
    body: { installed_modules: [{ module_id: 'item', module_owner_id: place.org_id, module_app_id: place.app_id }] },
  })),
  manage_clusters: probe('clusters.create', (place) => ({
    ...owner(place),
    body: { compute_clusters: [{ id: place.scene.fresh(), cloud_provider: 'aws', region: 'eu-central-1' }] },
  })),
  deploy_models: probe('deployments.list', owner),
  view_clusters: probe('clusters.list', owner),
  view_financial_data: ability('view_financial_data'),
};

/** What is done last, since it takes away what the others work on. */
const LAST: readonly PublishedAction[] = ['change_app_visibility', 'edit_app_id', 'delete_app'];
const served = new Set(operations.map(({ route }) => route.name));
const cases = [...PUBLISHED_ACTION_NAMES.filter((action) => !LAST.includes(action)), ...LAST].filter((action) =>
  served.has(PROBES[action].name),
);

const isAdministration = (action: Action): boolean => (APP_ADMINISTRATION as readonly Action[]).includes(action);
/** Full Access is every feature of the app; Model Trainer, which it contains, deploys models and sees clusters. */
const FULL_ACCESS = new Set<Action>([
  ...APP_ACTION_NAMES.filter((action) => !isAdministration(action)),
  'view_clusters',
]);

async function makeApps(world: World, { org_id }: Scene): Promise<void> {
  const ids = ROLE_IDS.flatMap((role) => [appOf(role), renamed(appOf(role))]);
  const plain = { owner_id: org_id, description: '', visibility: 10, compliance_labels: [] };
  await world.db
    .insertInto('apps')
    .values(ids.map((id) => ({ ...plain, id, name: id })))
    .execute();
  const kinds = ['models', 'workflows', 'modules'] as const;
  const items = ids.flatMap((app_id) =>
    kinds.flatMap((kind) => ['item', 'other'].map((id) => ({ owner_id: org_id, app_id, kind, id, name: id }))),
  );
  await world.db.insertInto('app_content').values(items).execute();
  const given = { organization_id: org_id, team_id: 'full', permission_id: 'full_access' } as const;
  await world.db
    .insertInto('team_apps')
    .values(ids.map((app_id) => ({ ...given, app_id })))
    .execute();
}

const appOf = (role: RoleId): string => role.replaceAll('_', '-');

onEachEngine('the published table', (world) => {
  const own = new Map<RoleId, TestPerson>();
  const other = new Map<RoleId, TestPerson>();
  let scene: Scene;
  let nobody: TestPerson;
  beforeAll(async () => {
    scene = await buildScene(world);
    const elsewhere = await buildScene(world);
    nobody = await person(world);
    await makeApps(world, scene);
    for (const role of ROLE_IDS) {
      own.set(role, await member(world, scene.admin, scene.org_id, role));
      other.set(role, await member(world, elsewhere.admin, elsewhere.org_id, role));
    }
    const user_id = own.get('team_contributor')?.id ?? '';
    await world.db
      .insertInto('team_members')
      .values({ organization_id: scene.org_id, team_id: 'full', user_id })
      .execute();
  });

  const outcome = async (action: PublishedAction, role: RoleId, who: TestPerson | undefined) => {
    const { name, input, shows } = PROBES[action];
    const place = { org_id: scene.org_id, app_id: appOf(role), scene };
    const { http, status, body } = await world.call(name, who ?? null, input(place) as never);
    if (http === 200) return shows === undefined || shows(body);
    expect([`${http}/${status.code}`, action, role]).toEqual([
      expect.stringMatching(/^(403\/11007|404\/11101)$/),
      action,
      role,
    ]);
    return false;
  };

  it.each(cases)('%s is for the roles that have it, in their own organization alone', async (action) => {
    const row = published.permissions.find((one) => one.action === action);
    for (const role of ROLE_IDS) {
      const byTeam = role === 'team_contributor' && FULL_ACCESS.has(action);
      expect([role, 'other', await outcome(action, role, other.get(role))]).toEqual([role, 'other', false]);
      expect([role, 'none', await outcome(action, role, nobody)]).toEqual([role, 'none', false]);
      const expected = (row?.allowed[role] ?? false) || byTeam;
      expect([role, 'own', await outcome(action, role, own.get(role))]).toEqual([role, 'own', expected]);
    }
  });
});

describe('what teams give', () => {
  /** What each published capability is, in actions. */
  const CAPABILITIES: Readonly<Record<string, readonly Action[]>> = {
    'every feature of the app': [
      'use_modules',
      'install_modules',
      'view_collaborators',
      'train_models',
      'create_tasks',
    ],
    'create, read, update, delete every resource of the app': APP_ACTION_NAMES.filter(
      (action) => /_(models|workflows|datasets|inputs|modules|concepts)$/.test(action) && !isAdministration(action),
    ),
    'view all models': ['view_models'],
    'create, update, delete models': ['create_models', 'edit_models', 'delete_models'],
    'train models': ['train_models'],
    'read model metrics': ['view_model_metrics'],
    'view inputs and concepts': ['view_inputs', 'view_concepts'],
    'read datasets': ['view_datasets'],
    'deploy models to clusters and view them there': ['deploy_models'],
    'view clusters and nodepools': ['view_clusters'],
    'everything a Labeler Worker may do': TEAM_PERMISSION_ACTIONS.labeler_worker,
    'create labeling tasks': ['create_tasks'],
    'assign tasks': ['assign_tasks'],
    'monitor task progress': ['monitor_tasks'],
    "see team members' first and last names": ['view_team_names'],
    'read task analytics': ['view_task_analytics'],
    'review annotations': ['review_annotations'],
    'give feedback': ['give_feedback'],
    'create, change, delete concepts': ['view_concepts', 'manage_concepts'],
    'see assigned labeling tasks': ['view_tasks'],
    'read concepts within those tasks, their inputs, instructions and guidelines': ['view_tasks'],
    'write annotations, task status and progress': ['write_annotations'],
    'evaluate completed work': ['evaluate_work'],
  };

  it('is what is published, permission by permission, and the sight of the app', () => {
    expect(teamPermissions.permissions.map(({ id }) => id)).toEqual([...TEAM_PERMISSION_IDS]);
    for (const { id, capabilities } of teamPermissions.permissions) {
      const given = TEAM_PERMISSION_ACTIONS[id as TeamPermissionId];
      const wanted = capabilities.flatMap((capability) => {
        const actions = CAPABILITIES[capability];
        if (actions === undefined) throw new Error(`${capability} has no actions`);
        return actions;
      });
      expect(wanted.filter((action) => !given.includes(action))).toEqual([]);
      // The narrow permissions give nothing beside.
      const beside = new Set<Action>([...wanted, 'view_apps']);
      if (id !== 'full_access') expect(given.filter((action) => !beside.has(action))).toEqual([]);
    }
  });
});

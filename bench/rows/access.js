// One decision, everything that somebody reaches, and what a change would do to everybody: the access engine beside
// CASL and Cedar, which are given the same rules and the same questions and have to give the same answers.
import { AbilityBuilder, createMongoAbility, subject } from '@casl/ability';
import { APP_ACTION_NAMES, ROLE_IDS, TEAM_PERMISSION_IDS } from '../../src/contract/permissions.ts';
import { namesIn, PERMISSION_APP_ACTIONS, ROLE_APP_ACTIONS, VISIBILITY } from '../../src/server/access/action-set.ts';
import { askCedar } from '../../src/server/access/oracle/ask-cedar.ts';
import { actorIn, index } from '../../src/server/access/organization-facts.ts';
import { reach } from '../../src/server/access/reach.ts';
import { isAllowed, viewOf } from '../../src/server/access/view.ts';
import { fillMembers, settle } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { fillTeams } from '../lib/fill-teams.js';
import { interleave, timed } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const MEMBERS = 10_000;
const TEAMS = 200;
const APPS = 5000;
const SILOED_LABEL = 'HIPAA';

/** An organization of this size; every hundredth team is siloed. */
function facts() {
  const members = new Map();
  for (let n = 0; n < MEMBERS; n++) members.set(`m${n}`, n < 3 ? 'admin' : ROLE_IDS[n % ROLE_IDS.length]);
  const apps = new Map();
  for (let n = 0; n < APPS; n++)
    apps.set(`a${n}`, {
      id: `a${n}`,
      visibility: [10, 10, 10, 30, 50][n % 5],
      compliance_labels: n % 4 ? [] : [SILOED_LABEL],
    });
  const teams = new Map();
  for (let n = 0; n < TEAMS; n++) {
    const inTeam = (all, step) => [...all.keys()].filter((_, at) => (at + Math.floor(at / TEAMS) * step) % TEAMS === n);
    const own = inTeam(apps, 1).map((id, at) => [
      id,
      at % 3 ? null : TEAM_PERMISSION_IDS[at % TEAM_PERMISSION_IDS.length],
    ]);
    teams.set(`t${n}`, {
      id: `t${n}`,
      default_permission_id: TEAM_PERMISSION_IDS[n % TEAM_PERMISSION_IDS.length],
      members: new Set([...inTeam(members, 1), ...inTeam(members, 7)]),
      apps: new Map(own),
    });
  }
  const silos = new Map([['s', { id: 's', team_ids: ['t100'], required_labels: [SILOED_LABEL] }]]);
  const shares = [...apps.keys()].filter((_, at) => at % 50 === 0);
  const collaborators = new Map(shares.map((id, at) => [id, [{ collaborator_id: `m${at + 100}`, scopes: ['*'] }]]));
  return {
    id: 'owner',
    plan: 'enterprise',
    members,
    teams,
    silos,
    apps,
    collaborators,
    organizations: new Set(),
    partners: new Map(),
  };
}

/** The rules of `decide` for one actor, as CASL keeps rules. */
function caslAbility(actor) {
  const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
  const role = namesIn(ROLE_APP_ACTIONS[actor.role_id]);
  if (role.length > 0) can(role, 'App');
  can(namesIn(VISIBILITY), 'App', { visibility: { $in: [30, 50] } });
  for (const { id, default_permission_id } of actor.teams) {
    const byDefault = { teams: { $elemMatch: { team_id: id, permission_id: null } } };
    can(namesIn(PERMISSION_APP_ACTIONS[default_permission_id]), 'App', byDefault);
  }
  const team_id = { $in: actor.teams.map(({ id }) => id) };
  for (const permission_id of TEAM_PERMISSION_IDS)
    can(namesIn(PERMISSION_APP_ACTIONS[permission_id]), 'App', { teams: { $elemMatch: { team_id, permission_id } } });
  can(SHARED, 'App', { collaborators: { $elemMatch: { collaborator_id: actor.user_id } } });
  for (const { required_labels } of actor.silos)
    for (const label of required_labels) cannot(APP_ACTION_NAMES, 'App', { compliance_labels: { $nin: [label] } });
  return build();
}

const SHARED = APP_ACTION_NAMES.filter((action) => {
  const app = {
    id: 'a',
    owner_id: 'o',
    visibility: 10,
    compliance_labels: [],
    teams: [],
    collaborators: [{ collaborator_id: 'u', scopes: ['*'] }],
  };
  return isAllowed(viewOf({ user_id: 'u', role_id: null, scopes: ['*'] }), action, app);
});

const world = facts();
const indexed = index(world);
const apps = [...indexed.apps.values()].map((app) => subject('App', { ...app }));
// Members of each role, of the siloed team, and a collaborator.
const people = ['m0', 'm3', 'm4', 'm5', 'm100', 'm101', 'm300', 'm777', 'm4321', 'm9999'].map((id) => {
  const actor = actorIn(indexed, id);
  return { id, view: viewOf(actor), casl: caslAbility(actor) };
});
const asked = apps.filter((_, at) => at % 10 === 0);

/** Asks every action of every person on every app; the yeses are counted, so that nothing is optimized away. */
const ask = (answer) => {
  let yes = 0;
  for (const who of people)
    for (const app of asked) for (const action of APP_ACTION_NAMES) if (answer(who, action, app)) yes++;
  return yes;
};
const ours = (who, action, app) => isAllowed(who.view, action, app);
const casl = (who, action, app) => who.casl.can(action, app);

moveTo(1);
for (const who of people)
  for (const app of asked)
    for (const action of APP_ACTION_NAMES)
      if (ours(who, action, app) !== casl(who, action, app))
        throw new Error(`CASL differs on ${who.id} ${action} ${app.id}`);

const questions = people.length * asked.length * APP_ACTION_NAMES.length;
const perDecision = (answer) => async () => ((await timed(() => ask(answer))) * 1e6) / questions;
const one = await interleave(SHORT ? 5 : 15, { ours: perDecision(ours), casl: perDecision(casl) });
report(row('one access decision', 'ns', one.ours, { name: 'CASL', value: one.casl }, atMost(0.5)));

// Cedar copies its policies for each question: it is asked for one action and fewer apps, and given the time for all.
const few = apps.filter((_, at) => at % (SHORT ? 100 : 25) === 0);
const somebody = people[4];
const question = { user: somebody.id, action: 'view_apps', scopes: ['*'], token_rules: [] };
for (const app of few)
  if (askCedar(world, question, app.id) !== isAllowed(somebody.view, 'view_apps', app))
    throw new Error(`Cedar differs on ${app.id}`);
const reached = await interleave(SHORT ? 5 : 9, {
  ours: async () => timed(() => reach(somebody.view, apps)),
  cedar: async () =>
    timed(() =>
      few.forEach((app) => {
        askCedar(world, question, app.id);
      }),
    ),
});
report(
  row(
    'reach over 5,000 apps, all actions',
    'ms',
    reached.ours,
    { name: `cedar-wasm, ${few.length} apps, one action`, value: reached.cedar },
    atMost(2, 'ms'),
  ),
);

await withWorld(async (server) => {
  const admin = await person(server);
  const org_id = await organization(server, admin);
  await fillMembers(server, org_id, 1, MEMBERS);
  await fillTeams(server, org_id, { members: MEMBERS, teams: TEAMS, apps: APPS });
  await settle(server);
  const changes = {
    'a team ends': [{ type: 'delete_team', team_id: 't5' }],
    'a role': [{ type: 'change_role', user_id: 'm50', role_id: 'admin' }],
  };
  for (const [name, body] of Object.entries(changes)) {
    const run = async () =>
      timed(() => server.ok('access.simulate', admin, { params: { org_id }, body: { changes: body } }));
    const { ours: taken } = await interleave(SHORT ? 5 : 15, { ours: run });
    report(row(`simulate with 10,000 members: ${name}`, 'ms', taken, null, atMost(200, 'ms')));
  }
});

import { readFileSync } from 'node:fs';
import {
  type CedarValueJson,
  type EntityJson,
  policySetTextToParts,
  preparsePolicySet,
  schemaToJson,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { Question } from '../../testing/access-worlds.ts';
import type { OrganizationFacts } from '../organization-facts.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Each kind of question is asked of the policies that can concern it: Cedar copies the set for every question. */
const KINDS = { App: 'resource is Organization', Organization: 'resource is App' } as const;
const parts = policySetTextToParts(read('access.cedar'));
if (parts.type === 'failure') throw new Error(JSON.stringify(parts.errors));
for (const [kind, others] of Object.entries(KINDS)) {
  const staticPolicies = parts.policies.filter((policy) => !policy.includes(others)).join('\n');
  const parsed = preparsePolicySet(kind, { staticPolicies });
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
}

const schema = schemaToJson(read('access.cedarschema'));
if (schema.type === 'failure') throw new Error(JSON.stringify(schema.errors));

/** An action with what it belongs to, as access.cedarschema says. */
const ACTIONS = new Map<string, EntityJson>();
for (const { actions } of Object.values(schema.json))
  for (const [id, { memberOf }] of Object.entries(actions)) {
    const parents = (memberOf ?? []).map((group) => ({ type: 'Action', id: group.id }));
    ACTIONS.set(id, { uid: { type: 'Action', id }, attrs: {}, parents });
  }

function actionOf(id: string): EntityJson {
  const action = ACTIONS.get(id);
  if (action === undefined) throw new Error(`access.cedarschema does not know ${id}`);
  return action;
}

const ADMINISTRATION = ['leading', 'administering'];
const isShareable = (scope: string): boolean =>
  scope !== 'read' &&
  (scope === '*' || !actionOf(scope).parents.some((group) => 'id' in group && ADMINISTRATION.includes(group.id)));

type Attributes = Record<string, CedarValueJson>;

/** `first`, `second` … under `t1`, `t2` …: Cedar has no loops, so the policies name each place. */
const numbered = (prefix: string, values: readonly CedarValueJson[]): Attributes =>
  Object.fromEntries(values.map((value, index) => [`${prefix}${index + 1}`, value]));

/** Permissions that some app of the person's teams carries and that no silo closes to them. */
function carried(facts: OrganizationFacts, user: string): string[] {
  const found = new Set<string>();
  const mine = [...facts.teams.values()].filter((team) => team.members.has(user));
  for (const team of mine)
    for (const [id, own] of team.apps) {
      const labels = facts.apps.get(id)?.compliance_labels ?? [];
      let open = true;
      for (const silo of facts.silos.values())
        if (silo.team_ids.some((one) => mine.some((team) => team.id === one)))
          for (const label of silo.required_labels) if (!labels.includes(label)) open = false;
      if (open) found.add(own ?? team.default_permission_id);
    }
  return [...found];
}

function principalOf(facts: OrganizationFacts, user: string): EntityJson {
  const role = facts.members.get(user);
  const teams = [...facts.teams.values()].filter((team) => team.members.has(user));
  return {
    uid: { type: 'User', id: user },
    attrs: {
      id: user,
      ...(role !== undefined && { role }),
      teams: teams.map(({ id }) => id),
      carried: carried(facts, user),
      ...numbered(
        't',
        teams.map(({ id, default_permission_id }) => ({ id, default: default_permission_id })),
      ),
    },
    parents: [],
    tags: Object.fromEntries(facts.partners.get(user) ?? []),
  };
}

function appOf(facts: OrganizationFacts, id: string): EntityJson {
  const app = facts.apps.get(id);
  const shares = facts.collaborators.get(id) ?? [];
  const silos = [...facts.silos.values()];
  return {
    uid: { type: 'App', id },
    attrs: {
      owner: facts.id,
      plan: facts.plan,
      visibility: app?.visibility ?? 0,
      labels: [...(app?.compliance_labels ?? [])],
      ...numbered(
        'c',
        shares.map(({ collaborator_id, scopes }) => ({
          who: collaborator_id,
          scopes: [...scopes],
          gives_something: scopes.some(isShareable),
        })),
      ),
      ...numbered(
        's',
        silos.map((silo) => ({ teams: [...silo.team_ids], labels: [...silo.required_labels] })),
      ),
    },
    parents: [],
    tags: Object.fromEntries(
      [...facts.teams.values()].flatMap((team) => {
        const own = team.apps.get(id);
        return own === undefined ? [] : [[team.id, own ?? 'default']];
      }),
    ),
  };
}

/** Cedar's answer to a question, by the policies of access.cedar. Throws what Cedar reports as an error. */
export function askCedar(
  facts: OrganizationFacts,
  { user, action, scopes, token_rules }: Question,
  app: string | null,
) {
  const principal = principalOf(facts, user);
  const resource: EntityJson =
    app === null
      ? { uid: { type: 'Organization', id: facts.id }, attrs: { plan: facts.plan }, parents: [] }
      : appOf(facts, app);
  const answer = statefulIsAuthorized({
    principal: { type: 'User', id: user },
    action: { type: 'Action', id: action },
    resource: app === null ? { type: 'Organization', id: facts.id } : { type: 'App', id: app },
    context: { name: action, scopes: [...scopes], token_kept_out: token_rules.length > 0 },
    preparsedPolicySetId: app === null ? 'Organization' : 'App',
    entities: [principal, resource, actionOf(action)],
  });
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors));
  return decision === 'allow';
}

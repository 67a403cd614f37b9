import fc from 'fast-check';
import {
  ACTION_NAMES,
  type Action,
  APP_ACTION_NAMES,
  PLAN_IDS,
  ROLE_IDS,
  TEAM_PERMISSION_IDS,
} from '../../contract/permissions.ts';
import type { Collaboration } from '../access/facts.ts';
import type { OrganizationFacts } from '../access/organization-facts.ts';

/** Few ids of each kind, so that the corners meet: somebody in several teams, siloed twice, and sharing besides. */
export const USERS = ['u0', 'u1', 'u2', 'u3'] as const;
export const APPS = ['a0', 'a1', 'a2', 'a3'] as const;
const TEAMS = ['t0', 't1', 't2'] as const;
const SILOS = ['s0', 's1'] as const;
const LABELS = ['GDPR', 'HIPAA', 'ITAR'] as const;
export const PARTNERS = ['p0', 'p1'] as const;
export const OWNER = 'owner';

const labels = fc.subarray([...LABELS]);
const scopes = fc.oneof(
  fc.constant(['*']),
  fc.constant(['read']),
  fc.uniqueArray(fc.constantFrom(...APP_ACTION_NAMES), { minLength: 1, maxLength: 3 }),
);

const mapOf = <T>(ids: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Map<string, T>> =>
  fc
    .array(fc.option(value, { nil: undefined, freq: 3 }), { minLength: ids.length, maxLength: ids.length })
    .map((values) => {
      const found = new Map<string, T>();
      for (const [index, id] of ids.entries()) {
        const one = values[index];
        if (one !== undefined) found.set(id, one);
      }
      return found;
    });

const collaborations: fc.Arbitrary<Collaboration[]> = fc.uniqueArray(
  fc.record({ collaborator_id: fc.constantFrom(...USERS, ...PARTNERS), scopes }),
  { maxLength: 2, selector: ({ collaborator_id }) => collaborator_id },
);

const parts = fc.record({
  plan: fc.oneof(
    { weight: 4, arbitrary: fc.constant(PLAN_IDS[0]) },
    { weight: 1, arbitrary: fc.constant(PLAN_IDS[1]) },
  ),
  members: mapOf(USERS, fc.constantFrom(...ROLE_IDS)),
  teams: mapOf(
    TEAMS,
    fc.record({
      default_permission_id: fc.constantFrom(...TEAM_PERMISSION_IDS),
      members: fc.subarray([...USERS]),
      apps: mapOf(APPS, fc.option(fc.constantFrom(...TEAM_PERMISSION_IDS), { nil: null, freq: 2 })),
    }),
  ),
  silos: mapOf(SILOS, fc.record({ team_ids: fc.subarray([...TEAMS]), required_labels: labels })),
  apps: mapOf(APPS, fc.record({ visibility: fc.constantFrom(10, 10, 30, 50), compliance_labels: labels })),
  collaborators: mapOf(APPS, collaborations),
  partners: mapOf(USERS, mapOf(PARTNERS, fc.constantFrom(...ROLE_IDS))),
});

/** An organization with few of everything, in which what the database keeps together is together. */
export const world: fc.Arbitrary<OrganizationFacts> = parts.map(
  ({ plan, members, teams, silos, apps, collaborators, partners }) => ({
    id: OWNER,
    plan,
    members,
    teams: new Map(
      [...teams].map(([id, team]) => [
        id,
        {
          id,
          default_permission_id: team.default_permission_id,
          members: new Set(team.members.filter((user) => members.has(user))),
          apps: new Map([...team.apps].filter(([app]) => apps.has(app))),
        },
      ]),
    ),
    silos: new Map(
      [...silos].map(([id, silo]) => [id, { ...silo, id, team_ids: silo.team_ids.filter((team) => teams.has(team)) }]),
    ),
    apps: new Map([...apps].map(([id, app]) => [id, { ...app, id }])),
    collaborators: new Map([...collaborators].filter(([app]) => apps.has(app))),
    organizations: new Set(PARTNERS),
    partners: new Map(
      [...partners].filter(
        ([user, roles]) =>
          roles.size > 0 &&
          (members.has(user) ||
            [...collaborators].some(([app, all]) => apps.has(app) && all.some((one) => one.collaborator_id === user))),
      ),
    ),
  }),
);

/** Somebody asks with a token, by any path or none. */
export interface Question {
  readonly user: string;
  /** One of the apps there are, or null for the organization itself. */
  readonly app: number | null;
  readonly action: Action;
  readonly scopes: readonly string[];
  readonly token_rules: readonly string[];
}

export const question: fc.Arbitrary<Question> = fc.record({
  user: fc.constantFrom(...USERS),
  app: fc.option(fc.nat(APPS.length - 1), { nil: null, freq: 6 }),
  action: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...APP_ACTION_NAMES) },
    { weight: 1, arbitrary: fc.constantFrom(...ACTION_NAMES) },
  ),
  scopes: fc.oneof(
    { weight: 6, arbitrary: fc.constant(['*']) },
    { weight: 1, arbitrary: fc.constant(['read']) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...ACTION_NAMES), { maxLength: 4 }) },
  ),
  token_rules: fc.oneof(
    { weight: 12, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.constant(['require_expiry']) },
  ),
});

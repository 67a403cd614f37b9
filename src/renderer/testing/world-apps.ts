import type { App } from '../../contract/api/apps.ts';
import type { Collaborator } from '../../contract/api/collaborators.ts';
import type { ContentItem, ContentKind } from '../../contract/api/content.ts';
import type { Team } from '../../contract/api/teams.ts';
import {
  ACTIONS,
  APP_ACTION_NAMES,
  type AppAction,
  type RoleId,
  TEAM_PERMISSION_IDS,
} from '../../contract/permissions.ts';
import { at, DAY, LONG_NAME, NOW, pick } from './world-basics.ts';

/** Teams, apps and what is in them, as the API answers them; always the same for the same number. */

const TEAM_NAMES = [
  'Radiology',
  'Annotation Zürich',
  'Model operations',
  'Clinical research',
  'Field quality',
  'Data platform',
  'Pilot customers',
] as const;

const APP_NAMES = [
  'Chest X-ray',
  'Mammography screening',
  'Fracture triage',
  'Stroke alert',
  'Pathology slides',
  'Dose monitoring',
  'Report drafting',
  'Consent forms',
  'Ward cameras',
  'Retina atlas',
  'Knee MRI',
] as const;

/** Names that break careless layouts. */
const AWKWARD = [LONG_NAME, 'قسم الأشعة التشخيصية في مستشفى الجامعة المركزي', '🩻 Röntgen 🏥 – 2026 ✨'] as const;

const LABELS = [[], ['HIPAA'], ['GDPR', 'HIPAA'], [], ['GDPR']] as const;

export const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48) || 'named-otherwise';

function nameAt(names: readonly [string, ...string[]], index: number, awkward: boolean): string {
  if (awkward && index < AWKWARD.length) return AWKWARD[index] ?? '';
  const round = Math.floor(index / names.length);
  return pick(names, index) + (round > 0 ? ` ${round + 1}` : '');
}

export function makeTeam(index: number, awkward = false): Team {
  const name = nameAt(TEAM_NAMES, index, awkward);
  return {
    id: slug(name),
    name,
    default_permission_id: pick(TEAM_PERMISSION_IDS, index + 1),
    members_count: 0,
    apps_count: 0,
    created_at: at(NOW - (200 - index) * DAY),
    modified_at: at(NOW - (index % 40) * DAY),
    abilities: { manage_teams: true, add_members_to_teams: true, add_apps_to_teams: true },
  };
}

/** What a role allows on one app; without a role, the owner's everything. */
export const appAbilities = (role: RoleId | null): Record<AppAction, boolean> =>
  Object.fromEntries(
    APP_ACTION_NAMES.map((action) => [action, role === null || (ACTIONS[action] as readonly RoleId[]).includes(role)]),
  ) as Record<AppAction, boolean>;

export function makeApp(index: number, owner: string, role: RoleId | null, awkward = false): App {
  const name = nameAt(APP_NAMES, index, awkward);
  return {
    id: slug(name),
    name,
    user_id: owner,
    description: index % 3 === 2 ? '' : `Finds what matters in ${name.toLowerCase()} and says how sure it is.`,
    notes: '# How we work\n\nTwo readers, one arbiter. See the *protocol* before you label.',
    metadata: { department: 'radiology', cost_center: 4711 },
    visibility: { gettable: pick([10, 30, 10, 50], index) },
    compliance_labels: [...pick(LABELS, index)],
    image: null,
    base_workflow_id: index % 2 === 0 ? 'universal' : null,
    is_starred: index % 4 === 1,
    star_count: (index * 7) % 23,
    created_at: at(NOW - (300 - (index % 280)) * DAY),
    modified_at: at(NOW - index * 7_300_000),
    abilities: appAbilities(role),
  };
}

const CONTENT_NAMES: Readonly<Record<ContentKind, readonly [string, ...string[]]>> = {
  models: ['nodule-detector', 'lung-segmenter', 'report-writer', 'triage-ranker'],
  workflows: ['universal', 'second-reader', 'nightly-recheck'],
  datasets: ['train-2026', 'holdout', 'edge-cases'],
  inputs: ['study-000812', 'study-000813', 'study-000814'],
  modules: ['labeling-board', 'dose-report'],
};
const CONTENT_TYPES: Readonly<Record<ContentKind, string>> = {
  models: 'visual-detector',
  workflows: 'prediction',
  datasets: 'images',
  inputs: 'image',
  modules: 'dashboard',
};

export function makeContent(kind: ContentKind, index: number, app: App): ContentItem {
  const round = Math.floor(index / CONTENT_NAMES[kind].length);
  const id = pick(CONTENT_NAMES[kind], index) + (round > 0 ? `-${round + 1}` : '');
  return {
    id,
    name: id.replaceAll('-', ' '),
    description: index % 2 === 0 ? 'Trained on the studies of three hospitals.' : '',
    user_id: app.user_id,
    app_id: app.id,
    type: CONTENT_TYPES[kind],
    visibility: { gettable: 10 },
    is_starred: index === 0,
    star_count: index % 5,
    created_at: at(NOW - (index + 30) * DAY),
    modified_at: at(NOW - index * 3_900_000),
    abilities: app.abilities,
  };
}

interface Collaborating {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly kind: 'person' | 'organization';
  readonly scopes: readonly string[];
}

const COLLABORATORS: readonly [Collaborating, ...Collaborating[]] = [
  { id: 'mira-olsen', first_name: 'Mira', last_name: 'Olsen', kind: 'person', scopes: ['read'] },
  { id: 'harbor-logistics', first_name: 'Harbor Logistics', last_name: '', kind: 'organization', scopes: ['*'] },
  {
    id: 'tom-lang',
    first_name: 'Tom',
    last_name: 'Lang',
    kind: 'person',
    scopes: ['view_apps', 'view_models', 'train_models'],
  },
];

export function makeCollaborator(index: number): Collaborator {
  const { scopes, ...user } = pick(COLLABORATORS, index);
  return {
    id: user.id,
    user: { ...user, image: null },
    scopes: [...scopes],
    endpoints: [],
    created_at: at(NOW - (index + 2) * DAY),
    modified_at: at(NOW - (index + 1) * DAY),
  };
}

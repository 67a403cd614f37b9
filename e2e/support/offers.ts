import type { OrganizationPage } from '../../src/contract/pages.ts';
import { NIST_POLICY } from '../../src/contract/password-policy.ts';
import {
  ACTIONS,
  type Action,
  type AppAction,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
} from '../../src/contract/permissions.ts';
import type { ApiClient } from './api.ts';

export const ORG = 'analytical-engines';
export const APP = 'chest-xray';
export const TEAM = 'radiology';
/** What the team has on the app: a team contributor has what it gives, and the others have what their role gives. */
export const PERMISSION = 'model_trainer';

/** What one must be allowed to see a page at all; null for a page that everybody in the organization has. */
export const PAGE_ACTIONS: Readonly<Record<OrganizationPage, Action | null>> = {
  members: 'view_members',
  teams: 'view_teams',
  apps: 'view_apps',
  access: null,
  costs: 'view_financial_data',
  billing: 'view_financial_data',
  security: null,
  audit: 'view_audit_log',
  starred: 'view_apps',
  collaborations: 'view_apps',
  account: null,
};

export const rolesWith = (action: Action): readonly RoleId[] => ACTIONS[action];
export const mayInOrganization = (role: RoleId, action: Action): boolean => rolesWith(action).includes(role);

/** In the app: a team contributor by the team, everybody else by the role. */
export const mayInApp = (role: RoleId, action: AppAction): boolean =>
  role === 'team_contributor' ? TEAM_PERMISSION_ACTIONS[PERMISSION].includes(action) : rolesWith(action).includes(role);

interface Control {
  readonly kind: 'button' | 'menuitem' | 'radio' | 'combobox';
  readonly name: string | RegExp;
  /** The button that opens the menu with it. */
  readonly menu?: string;
}

/** Something that a page offers to whom an action is allowed. */
export interface Offer {
  readonly page: OrganizationPage;
  /** What follows the page in the address. */
  readonly at?: string;
  /** What shows the part of the page with it, where that is more than the page needs. */
  readonly seenWith?: { readonly action: Action; readonly in: 'organization' | 'app' };
  readonly needs: { readonly action: Action; readonly in: 'organization' | 'app' };
  readonly control: Control;
  /** The same by script. It is only called where it must be refused. */
  readonly call?: (api: ApiClient) => Promise<unknown>;
}

const organization = (action: Action) => ({ action, in: 'organization' }) as const;
const app = (action: AppAction) => ({ action, in: 'app' }) as const;
const button = (name: string): Control => ({ kind: 'button', name });
const entry = (menu: string, name: string): Control => ({ kind: 'menuitem', name, menu });

const org = { org_id: ORG };
const team = { ...org, team_id: TEAM };
const owner = { user_id: ORG };
const inApp = { ...owner, app_id: APP };

const MEMBERS: readonly Offer[] = [
  {
    page: 'members',
    needs: organization('manage_members'),
    control: button('Invite…'),
    call: (api) =>
      api.call('invitations.create', {
        params: org,
        body: { invitations: [{ email: 'eve@example.com', role_id: 'admin' }] },
      }),
  },
  {
    page: 'members',
    needs: organization('manage_members'),
    control: entry('Actions for Ada Byron', 'Remove from organization…'),
    call: (api) => api.call('members.remove', { params: org, body: { user_ids: ['ada'] } }),
  },
  {
    page: 'members',
    needs: organization('add_members_to_teams'),
    control: entry('Actions for Ada Byron', 'Add to teams…'),
    call: (api) => api.call('team_members.add', { params: team, body: { user_ids: ['ada'] } }),
  },
];

const TEAMS: readonly Offer[] = [
  {
    page: 'teams',
    needs: organization('manage_teams'),
    control: button('Create team…'),
    call: (api) =>
      api.call('teams.create', {
        params: org,
        body: { teams: [{ id: 'mine', name: 'Mine', default_permission_id: 'full_access' }] },
      }),
  },
  { page: 'teams', at: `/${TEAM}`, needs: organization('add_members_to_teams'), control: button('Add members…') },
  {
    page: 'teams',
    at: `/${TEAM}?tab=apps`,
    needs: organization('add_apps_to_teams'),
    control: button('Add apps…'),
    call: (api) => api.call('team_apps.add', { params: team, body: { apps: [{ app_id: APP }] } }),
  },
  {
    page: 'teams',
    at: `/${TEAM}`,
    needs: organization('manage_teams'),
    control: entry('Actions for team Radiology', 'Delete team…'),
    call: (api) => api.call('teams.delete', { params: org, body: { ids: [TEAM] } }),
  },
];

const inTab = (tab: string) => `/${APP}?tab=${tab}`;
const content = { id: 'mine', name: 'Mine' };

const APPS: readonly Offer[] = [
  {
    page: 'apps',
    needs: organization('create_apps'),
    control: button('Create app…'),
    call: (api) => api.call('apps.create', { params: owner, body: { apps: [{ id: 'mine', name: 'Mine' }] } }),
  },
  {
    page: 'apps',
    at: `/${APP}`,
    needs: app('edit_app_description'),
    control: button('Edit app…'),
    call: (api) => api.call('app.update', { params: inApp, body: { app: { description: 'mine' } } }),
  },
  {
    page: 'apps',
    at: inTab('models'),
    seenWith: app('view_models'),
    needs: app('create_models'),
    control: button('Create model…'),
    call: (api) => api.call('models.create', { params: inApp, body: { models: [content] } }),
  },
  {
    page: 'apps',
    at: inTab('workflows'),
    seenWith: app('view_workflows'),
    needs: app('create_workflows'),
    control: button('Create workflow…'),
    call: (api) => api.call('workflows.create', { params: inApp, body: { workflows: [content] } }),
  },
  {
    page: 'apps',
    at: inTab('datasets'),
    seenWith: app('view_datasets'),
    needs: app('manage_datasets'),
    control: button('Create dataset…'),
    call: (api) => api.call('datasets.create', { params: inApp, body: { datasets: [content] } }),
  },
  {
    page: 'apps',
    at: inTab('teams'),
    seenWith: app('view_collaborators'),
    needs: organization('add_apps_to_teams'),
    control: button('Add to teams…'),
  },
  {
    page: 'apps',
    at: inTab('collaborators'),
    seenWith: app('view_collaborators'),
    needs: app('edit_collaborators'),
    control: button('Add collaborator…'),
    call: (api) =>
      api.call('collaborators.add', { params: inApp, body: { collaborators: [{ id: 'eve', scopes: ['*'] }] } }),
  },
  {
    page: 'apps',
    at: inTab('settings'),
    needs: app('transfer_app'),
    control: button('Transfer…'),
    call: (api) => api.call('app.transfer', { params: inApp, body: { organization_id: 'elsewhere' } }),
  },
  {
    page: 'apps',
    at: inTab('settings'),
    needs: app('delete_app'),
    control: button('Delete…'),
    call: (api) => api.call('apps.delete', { params: owner, body: { ids: [APP] } }),
  },
];

const RULES: readonly Offer[] = [
  {
    page: 'access',
    seenWith: organization('view_access'),
    needs: organization('view_access'),
    control: { kind: 'combobox', name: 'Look by' },
    call: (api) => api.call('access.list', { params: org, query: { user_id: 'ada' } }),
  },
  {
    page: 'access',
    at: '?view=try',
    seenWith: organization('view_access'),
    needs: organization('view_access'),
    control: button('Filter by change'),
    call: (api) =>
      api.call('access.simulate', { params: org, body: { changes: [{ type: 'remove_member', user_id: 'ada' }] } }),
  },
  {
    page: 'access',
    at: '?view=review',
    seenWith: organization('manage_members'),
    needs: organization('manage_members'),
    control: button('Export result'),
  },
  {
    page: 'security',
    needs: organization('manage_policies'),
    control: { kind: 'radio', name: /^Long and uncommon/ },
    call: (api) => api.call('password_policy.put', { params: org, body: { password_policy: NIST_POLICY } }),
  },
  {
    page: 'security',
    at: '?about=tokens',
    seenWith: organization('manage_tokens'),
    needs: organization('manage_tokens'),
    control: button('Filter by which'),
    call: (api) => api.call('member_tokens.list', { params: org }),
  },
  {
    page: 'security',
    at: '?about=silos',
    seenWith: organization('view_teams'),
    needs: organization('manage_policies'),
    control: button('Create silo'),
    call: (api) =>
      api.call('silos.create', {
        params: org,
        body: { silos: [{ id: 'mine', name: 'Mine', team_ids: [TEAM], required_labels: ['HIPAA'] }] },
      }),
  },
];

const THE_REST: readonly Offer[] = [
  {
    page: 'audit',
    needs: organization('view_audit_log'),
    control: button('Export'),
    call: (api) => api.call('audit.search', { params: owner, body: {} }),
  },
  {
    page: 'account',
    needs: organization('manage_organization'),
    control: button('Delete…'),
    call: (api) => api.call('organizations.delete', { params: org, body: { confirm: ORG } }),
  },
  { page: 'account', needs: organization('leave_organization'), control: button('Leave…') },
];

export const OFFERS: readonly Offer[] = [...MEMBERS, ...TEAMS, ...APPS, ...RULES, ...THE_REST];

export const isAllowed = (role: RoleId, { action, in: where }: Offer['needs']): boolean =>
  where === 'app' ? mayInApp(role, action as AppAction) : mayInOrganization(role, action);

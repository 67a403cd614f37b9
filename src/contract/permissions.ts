/**
 * Action names and the built-in roles, exactly as the platform publishes them; a blank cell of the published table
 * means no (least privilege). The last block are actions of our own for what the table does not speak of.
 */
export const ROLE_IDS = [
  'admin',
  'financial_manager',
  'organization_contributor',
  'organization_user',
  'team_contributor',
  'infrastructure_manager',
] as const;
export type RoleId = (typeof ROLE_IDS)[number];

const everyoneInApps = ['admin', 'organization_contributor', 'team_contributor', 'organization_user'] as const;
const contributors = ['admin', 'organization_contributor', 'team_contributor'] as const;
const leads = ['admin', 'organization_contributor'] as const;
const admins = ['admin'] as const;

/** The 26 published actions and the roles that may do each. */
export const PUBLISHED_ACTIONS = {
  view_sidebar_items: everyoneInApps,
  create_models: contributors,
  create_workflows: contributors,
  edit_app_id: leads,
  edit_app_description: contributors,
  edit_app_notes: contributors,
  view_collaborators: everyoneInApps,
  edit_collaborators: leads,
  view_base_workflow: everyoneInApps,
  edit_base_workflow: leads,
  delete_models: contributors,
  delete_app: leads,
  manage_members: admins,
  manage_teams: leads,
  add_members_to_teams: leads,
  add_apps_to_teams: leads,
  create_apps: leads,
  change_app_visibility: leads,
  change_resource_visibility: contributors,
  use_modules: everyoneInApps,
  manage_modules: contributors,
  install_modules: contributors,
  manage_clusters: ['admin', 'infrastructure_manager'],
  deploy_models: ['admin', 'organization_contributor', 'infrastructure_manager'],
  view_clusters: ['admin', 'organization_contributor', 'organization_user', 'infrastructure_manager'],
  view_financial_data: ['admin', 'financial_manager'],
} as const satisfies Record<string, readonly RoleId[]>;

/** Actions that the published table does not name but that an organization needs. */
export const OWN_ACTIONS = {
  view_organization: ROLE_IDS,
  leave_organization: ROLE_IDS,
  view_members: everyoneInApps,
  view_apps: everyoneInApps,
  view_teams: everyoneInApps,
  manage_organization: admins,
  view_audit_log: admins,
  record_usage: admins,
} as const satisfies Record<string, readonly RoleId[]>;

export const ACTIONS = { ...PUBLISHED_ACTIONS, ...OWN_ACTIONS } as const satisfies Record<string, readonly RoleId[]>;
export type Action = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as [Action, ...Action[]];
export const PUBLISHED_ACTION_NAMES = Object.keys(PUBLISHED_ACTIONS) as [
  keyof typeof PUBLISHED_ACTIONS,
  ...(keyof typeof PUBLISHED_ACTIONS)[],
];

export interface RoleText {
  readonly name: string;
  readonly scope: string;
  readonly summary: string;
}

/** What each role is called and what it is for, as published. */
export const ROLES: Readonly<Record<RoleId, RoleText>> = {
  admin: { name: 'Admin', scope: 'organization', summary: 'Full administrative privileges in the organization.' },
  financial_manager: {
    name: 'Financial Manager',
    scope: 'organization',
    summary: 'Sees financial data (current spend against the plan, budgets); nothing else.',
  },
  organization_contributor: {
    name: 'Organization Contributor',
    scope: 'all apps',
    summary: 'Contributes to every app of the organization, without the admin-only rights.',
  },
  organization_user: {
    name: 'Organization User',
    scope: 'all apps',
    summary: 'Sees every app of the organization; creates, updates and deletes nothing.',
  },
  team_contributor: {
    name: 'Team Contributor',
    scope: "the apps of the member's teams",
    summary: 'Contributes only to the apps that a team gives access to.',
  },
  infrastructure_manager: {
    name: 'Infrastructure Manager',
    scope: 'organization',
    summary: 'Creates, changes and deletes clusters and nodepools.',
  },
};

/** The four permissions that a team can have on an app. */
export const TEAM_PERMISSION_IDS = ['full_access', 'model_trainer', 'labeler_lead', 'labeler_worker'] as const;
export type TeamPermissionId = (typeof TEAM_PERMISSION_IDS)[number];

export const PLAN_IDS = ['enterprise', 'pay_as_you_go'] as const;
export type PlanId = (typeof PLAN_IDS)[number];

/** A person can be an admin of at most this many organizations at once (platform rule). */
export const MAX_ADMIN_ORGANIZATIONS = 20;
/** An invitation that nobody answers expires after this many days. */
export const INVITATION_DAYS = 7;
/** A deleted organization can be restored for this many days. */
export const RESTORE_DAYS = 30;

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

/** Actions on an organization that the published table does not name but that an organization needs. */
export const OWN_ACTIONS = {
  view_organization: ROLE_IDS,
  leave_organization: ROLE_IDS,
  view_members: everyoneInApps,
  view_teams: everyoneInApps,
  manage_organization: admins,
  /** Password and token rules, silos. */
  manage_policies: admins,
  /** Who can do what, over everybody: the access pages, explanations and simulations. */
  view_access: admins,
  /** The tokens with which members reach the organization. */
  manage_tokens: admins,
  view_audit_log: admins,
  record_usage: admins,
  manage_billing: ['admin', 'financial_manager'],
} as const satisfies Record<string, readonly RoleId[]>;

const readers = ['admin', 'organization_contributor', 'team_contributor', 'organization_user'] as const;

/**
 * Actions on an app and its content that the published table does not name: the capabilities of the four team
 * permissions, one action each. A team contributor has them only where a team gives them.
 */
export const CONTENT_ACTIONS = {
  view_apps: readers,
  view_models: readers,
  view_model_metrics: readers,
  edit_models: contributors,
  train_models: contributors,
  view_workflows: readers,
  edit_workflows: contributors,
  delete_workflows: contributors,
  view_datasets: readers,
  manage_datasets: contributors,
  view_inputs: readers,
  manage_inputs: contributors,
  view_concepts: readers,
  manage_concepts: contributors,
  /** The labeling tasks that one is given, with the inputs, concepts and guidelines in them. */
  view_tasks: contributors,
  write_annotations: contributors,
  evaluate_work: contributors,
  create_tasks: contributors,
  assign_tasks: contributors,
  monitor_tasks: contributors,
  view_team_names: contributors,
  view_task_analytics: contributors,
  review_annotations: contributors,
  give_feedback: contributors,
  /** Labels decide what a silo lets through, so only admins set them. */
  edit_compliance_labels: admins,
  transfer_app: admins,
} as const satisfies Record<string, readonly RoleId[]>;

export const ACTIONS = { ...PUBLISHED_ACTIONS, ...OWN_ACTIONS, ...CONTENT_ACTIONS } as const satisfies Record<
  string,
  readonly RoleId[]
>;
export type Action = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as [Action, ...Action[]];

/** The published actions that are about one app. */
const PUBLISHED_APP_ACTIONS = [
  'create_models',
  'create_workflows',
  'edit_app_id',
  'edit_app_description',
  'edit_app_notes',
  'view_collaborators',
  'edit_collaborators',
  'view_base_workflow',
  'edit_base_workflow',
  'delete_models',
  'delete_app',
  'change_app_visibility',
  'change_resource_visibility',
  'use_modules',
  'manage_modules',
  'install_modules',
  'deploy_models',
] as const satisfies readonly Action[];

/** Every action that can be asked about one app. */
export const APP_ACTION_NAMES = [
  ...PUBLISHED_APP_ACTIONS,
  ...(Object.keys(CONTENT_ACTIONS) as (keyof typeof CONTENT_ACTIONS)[]),
] as const;
export type AppAction = (typeof APP_ACTION_NAMES)[number];

/** What is done to an app itself rather than in it: no team, collaborator or visibility gives it, only a role does. */
export const APP_ADMINISTRATION = [
  'edit_app_id',
  'edit_collaborators',
  'edit_base_workflow',
  'delete_app',
  'change_app_visibility',
  'edit_compliance_labels',
  'transfer_app',
] as const satisfies readonly AppAction[];

/** What the visibility of an app opens: reading its content, not who works in it or what they are asked to do. */
export const VISIBILITY_ACTIONS = [
  'view_apps',
  'view_models',
  'view_model_metrics',
  'view_workflows',
  'view_datasets',
  'view_inputs',
  'view_concepts',
  'view_base_workflow',
] as const satisfies readonly AppAction[];

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

const labelerWorker = ['view_apps', 'view_tasks', 'write_annotations', 'evaluate_work'] as const;

/**
 * What each permission gives on an app, from the platform's documentation of teams. Full Access is every feature of
 * the app and all of its content, but not the app's own administration, which the published table keeps to roles.
 */
export const TEAM_PERMISSION_ACTIONS: Readonly<Record<TeamPermissionId, readonly Action[]>> = {
  full_access: [
    ...APP_ACTION_NAMES.filter((action) => !(APP_ADMINISTRATION as readonly AppAction[]).includes(action)),
    'view_clusters',
  ],
  model_trainer: [
    'view_apps',
    'view_models',
    'create_models',
    'edit_models',
    'delete_models',
    'train_models',
    'view_model_metrics',
    'view_inputs',
    'view_concepts',
    'view_datasets',
    'deploy_models',
    'view_clusters',
  ],
  labeler_lead: [
    ...labelerWorker,
    'create_tasks',
    'assign_tasks',
    'monitor_tasks',
    'view_team_names',
    'view_task_analytics',
    'review_annotations',
    'give_feedback',
    'view_concepts',
    'manage_concepts',
  ],
  labeler_worker: labelerWorker,
};

export interface PermissionText {
  readonly name: string;
  readonly summary: string;
}

export const TEAM_PERMISSIONS: Readonly<Record<TeamPermissionId, PermissionText>> = {
  full_access: { name: 'Full Access', summary: 'Every feature of the app and all of its content.' },
  model_trainer: { name: 'Model Trainer', summary: 'Creates, trains and deploys models; reads inputs and datasets.' },
  labeler_lead: { name: 'Labeler Lead', summary: 'Plans and reviews labeling work and keeps the concepts.' },
  labeler_worker: { name: 'Labeler Worker', summary: 'Works on the labeling tasks that are assigned to them.' },
};

export const PLAN_IDS = ['enterprise', 'pay_as_you_go'] as const;
export type PlanId = (typeof PLAN_IDS)[number];

/** A person can be an admin of at most this many organizations at once (platform rule). */
export const MAX_ADMIN_ORGANIZATIONS = 20;
/** A person whose organizations are all on pay-as-you-go has this many. */
export const MAX_PAY_AS_YOU_GO_ORGANIZATIONS = 1;
/** An invitation that nobody answers expires after this many days. */
export const INVITATION_DAYS = 7;
/** A deleted organization can be restored for this many days. */
export const RESTORE_DAYS = 30;

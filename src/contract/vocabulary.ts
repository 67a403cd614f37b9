/**
 * Words and limits that the first page needs. They stand apart from the schemas that are made of them, so that reading
 * them does not bring zod.
 */

/**
 * What the app itself can add to the server's vocabulary: failures that happen before an answer exists.
 * `offline`: no connection could be made. `timeout`: a connection, but no answer in time. `bad_answer`: not what the
 * contract says. `not_cached`: offline and never seen. `keychain_*`: the secret could not be read, for three reasons
 * that need three different steps. `signed_out`: there is no secret any more. `disk`: this machine's disk is full or
 * its folder cannot be written. `refused`: main's dispatcher said no.
 */
export const localErrorNames = [
  'offline',
  'timeout',
  'bad_answer',
  'not_cached',
  'keychain_locked',
  'keychain_absent',
  'keychain_refused',
  'signed_out',
  'workspace_busy',
  'workspace_failed',
  'cancelled',
  'disk',
  'refused',
] as const;
export type LocalErrorName = (typeof localErrorNames)[number];

/** What notifications are about: what they are filtered by, and silenced by on the desktop. */
export const NOTIFICATION_TOPICS = [
  'invitations',
  'membership',
  'organizations',
  'security',
  'apps',
  'billing',
] as const;
export type NotificationTopic = (typeof NOTIFICATION_TOPICS)[number];

/** Everything that somebody can be told, with its topic. */
export const NOTIFICATION_KINDS = {
  invitation_received: 'invitations',
  invitation_expires: 'invitations',
  invitations_accepted: 'invitations',
  invitation_declined: 'invitations',
  sent_invitations_expire: 'invitations',
  member_added: 'membership',
  member_removed: 'membership',
  role_changed: 'membership',
  team_joined: 'membership',
  team_left: 'membership',
  team_deleted: 'membership',
  team_permission_changed: 'membership',
  organization_deleted: 'organizations',
  organization_restored: 'organizations',
  organization_ends: 'organizations',
  password_policy_changed: 'security',
  password_expires: 'security',
  token_rules_changed: 'security',
  token_expires: 'security',
  token_withdrawn: 'security',
  token_restored: 'security',
  app_received: 'apps',
  app_given: 'apps',
  collaboration_offered: 'apps',
  collaboration_changed: 'apps',
  collaboration_ended: 'apps',
  budget_reached: 'billing',
  invoice_issued: 'billing',
  invoice_due: 'billing',
  invoice_overdue: 'billing',
} as const satisfies Record<string, NotificationTopic>;
export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/** The orders in which members can be listed; a minus turns one round. */
export const memberSorts = [
  'name',
  '-name',
  'role',
  '-role',
  'joined',
  '-joined',
  'last_active',
  '-last_active',
] as const;
export type MemberSort = (typeof memberSorts)[number];

/** What usage is counted in. */
export const usageCategories = ['prediction', 'search', 'training', 'storage', 'compute', 'tokens'] as const;
export type UsageCategory = (typeof usageCategories)[number];

const LEVELS: ReadonlySet<string> = new Set<UsageCategory>(['storage']);
/**
 * Whether a category's quantity is a level: each event says how much there is at its time, not how much was added. Events
 * are billed one by one like all others, but levels of different days are never shown as one sum.
 */
export const isLevel = (category: string): boolean => LEVELS.has(category);

/** The longest period of costs: two years, one of them a leap year. */
export const MAX_RANGE_DAYS = 731;

/** What can be starred. */
export const STAR_KINDS = ['app', 'model', 'workflow', 'dataset', 'module'] as const;

export const invoiceStatuses = ['draft', 'open', 'paid', 'void'] as const;

/** How a whole list is read, and therefore kept: a first page that is soon there, then pages as large as there are. */
export const WHOLE_LIST_PAGES = { first: 200, next: 1000 } as const;

/** More charts than these nobody reads on one page, and each of them asks the server. */
export const MAX_PINNED_CHARTS = 12;

/**
 * Every page of the app by name, with its path. Links from outside, notifications, menus and the start page lead to
 * these and to nothing else. A page that this version does not have yet is simply not gone to.
 */

/** Pages of the person, whichever organization is open. */
export const PERSON_PAGES = {
  organizations: '/organizations',
  invitations: '/invitations',
  notifications: '/notifications',
  account: '/account',
  apps: '/apps',
  starred: '/starred',
  collaborations: '/collaborations',
  audit: '/audit',
  settings: '/settings',
} as const;

/** Pages of one organization; the key is also the last part of the path. */
export const ORGANIZATION_PAGES = [
  'members',
  'teams',
  'apps',
  'access',
  'costs',
  'billing',
  'security',
  'audit',
  'starred',
  'collaborations',
  'account',
] as const;

export type PersonPage = keyof typeof PERSON_PAGES;
export type OrganizationPage = (typeof ORGANIZATION_PAGES)[number];

/** The path of an organization's page, or of its home. */
export const organizationPath = (org: string, page?: OrganizationPage): string =>
  page === undefined ? `/o/${org}` : `/o/${org}/${page}`;

/** The path of an organization's desk for inviting many people. */
export const inviteDeskPath = (org: string): string => `${organizationPath(org, 'members')}/invite`;

const ORGANIZATION = /^\/o\/([a-z0-9][a-z0-9_-]{0,47})(?:\/([a-z]+)(?:\/([A-Za-z0-9][A-Za-z0-9_-]{0,63}))?)?$/;

export interface KnownPath {
  /** The organization that it is about, or null for one of the person's pages. */
  readonly organization: string | null;
}

/** What a path of the app leads to, or null where it is none of its pages. A page may have one record's id below it. */
export function knownPath(path: string): KnownPath | null {
  // One record of the person's own.
  if (/^\/apps\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(path)) return { organization: null };
  if (path === '/' || (Object.values(PERSON_PAGES) as string[]).includes(path)) return { organization: null };
  const [, organization, page] = ORGANIZATION.exec(path) ?? [];
  if (organization === undefined) return null;
  const isKnown = page === undefined || (ORGANIZATION_PAGES as readonly string[]).includes(page);
  return isKnown ? { organization } : null;
}

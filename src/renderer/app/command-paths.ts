import type { CommandName } from '../../contract/commands.ts';
import { ORGANIZATION_PAGES, type OrganizationPage, organizationPath, PERSON_PAGES } from '../../contract/pages.ts';

/** Where each command of the native menu leads: a page of the person's, or one of the organization that is open. */
const PLACES: Readonly<Partial<Record<CommandName, string | { readonly page?: OrganizationPage }>>> = {
  go_home: {},
  go_members: { page: 'members' },
  go_teams: { page: 'teams' },
  go_apps: { page: 'apps' },
  go_access: { page: 'access' },
  go_costs: { page: 'costs' },
  go_billing: { page: 'billing' },
  go_security: { page: 'security' },
  go_audit: { page: 'audit' },
  go_organizations: PERSON_PAGES.organizations,
  go_invitations: PERSON_PAGES.invitations,
  go_account: PERSON_PAGES.account,
  go_settings: PERSON_PAGES.settings,
};

/** The path that a command leads to; undefined for one that leads nowhere, or needs an organization and has none. */
export function commandPath(command: CommandName, organization: string | undefined): string | undefined {
  const place = PLACES[command];
  if (place === undefined || typeof place === 'string') return place;
  if (organization === undefined) return command === 'go_home' ? '/' : undefined;
  return organizationPath(organization, place.page);
}

/**
 * The path itself where this version has its page, else the nearest one above it, else undefined. `patterns` are the
 * paths of the routes, such as `/o/$org/teams/$team`.
 */
export function reachablePath(path: string, patterns: readonly string[]): string | undefined {
  const routes = patterns.map((pattern) => pattern.split('/').filter(Boolean));
  const exists = (parts: readonly string[]) =>
    routes.some(
      (route) => route.length === parts.length && route.every((part, at) => part.startsWith('$') || part === parts[at]),
    );
  const parts = path.split('/').filter(Boolean);
  if (exists(parts)) return path;
  const [first, org, page] = parts;
  if (first === 'apps' && parts.length === 2) return exists(['apps']) ? '/apps' : undefined;
  const isRecord = first === 'o' && parts.length === 4 && ORGANIZATION_PAGES.some((known) => known === page);
  return isRecord && exists(['o', org ?? '', page ?? '']) ? `/o/${org}/${page}` : undefined;
}

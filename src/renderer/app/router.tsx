import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { z } from 'zod';
import { memberSorts } from '../../contract/api/members.ts';
import { roleId } from '../../contract/common.ts';
import { accessAddress } from '../features/access/access-address.ts';
import { auditAddress } from '../features/audit/audit-address.ts';
import { HomePage } from '../features/home/home-page.tsx';
import { MembersPage } from '../features/members/members-page.tsx';
import { securityAddress } from '../features/security/security-address.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { OrganizationGate } from './organization-gate.tsx';
import { OrganizationsPage } from './organizations-page.tsx';
import { Root } from './root.tsx';
import { parseSearch, stringifySearch } from './search-params.ts';
import { Shell } from './shell.tsx';
import { StartPage } from './start-page.tsx';
import { warmHome, warmMembers } from './warm.ts';

interface Context {
  readonly client: QueryClient;
}

const membersSearch = z.object({
  tab: z.enum(['members', 'invitations']).optional().catch(undefined),
  search: z.string().optional().catch(undefined),
  role: roleId.optional().catch(undefined),
  sort: z.enum(memberSorts).optional().catch(undefined),
});
const sectionSearch = z.object({ section: z.string().optional().catch(undefined) });
const welcomeSearch = z.object({ add: z.enum(['true']).optional().catch(undefined) });

// The first view of a start is home or the members; the other pages are read when they are opened.
const root = createRootRouteWithContext<Context>()({ component: Root, notFoundComponent: NotFoundPage });
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: welcomeSearch,
  component: lazyRouteComponent(() => import('../features/welcome/welcome-page.tsx'), 'WelcomePage'),
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const start = createRoute({ getParentRoute: () => shell, path: '/', component: StartPage });
const organizations = createRoute({
  getParentRoute: () => shell,
  path: '/organizations',
  component: OrganizationsPage,
});
const invitations = createRoute({
  getParentRoute: () => shell,
  path: '/invitations',
  component: lazyRouteComponent(() => import('../features/invitations/my-invitations-page.tsx'), 'MyInvitationsPage'),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  validateSearch: sectionSearch,
  component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
});
const organization = createRoute({ getParentRoute: () => shell, path: '/o/$org', component: OrganizationGate });
const home = createRoute({
  getParentRoute: () => organization,
  path: '/',
  loader: ({ context, params }) => warmHome(context.client, params.org),
  component: HomePage,
});
const members = createRoute({
  getParentRoute: () => organization,
  path: '/members',
  validateSearch: membersSearch,
  loader: ({ context, params }) => warmMembers(context.client, params.org),
  component: MembersPage,
});
const audit = createRoute({
  getParentRoute: () => organization,
  path: '/audit',
  validateSearch: auditAddress,
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});
const access = createRoute({
  getParentRoute: () => organization,
  path: '/access',
  validateSearch: accessAddress,
  component: lazyRouteComponent(() => import('../features/access/access-page.tsx'), 'AccessPage'),
});
const security = createRoute({
  getParentRoute: () => organization,
  path: '/security',
  validateSearch: securityAddress,
  component: lazyRouteComponent(() => import('../features/security/security-page.tsx'), 'SecurityPage'),
});
const allAudit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditAddress,
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AllAuditPage'),
});
const organizationAccount = createRoute({
  getParentRoute: () => organization,
  path: '/account',
  validateSearch: sectionSearch,
  component: lazyRouteComponent(
    () => import('../features/account/organization-account-page.tsx'),
    'OrganizationAccountPage',
  ),
});

const routeTree = root.addChildren([
  welcome,
  shell.addChildren([
    start,
    organizations,
    invitations,
    account,
    allAudit,
    organization.addChildren([home, members, access, security, audit, organizationAccount]),
  ]),
]);

export function createAppRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    ...(history && { history }),
    // The view on screen stays until the next one is ready.
    defaultPendingMs: 1000,
    defaultPendingMinMs: 0,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

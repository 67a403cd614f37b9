import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { accessAddress } from '../features/access/access-address.ts';
import { appSearch, appsSearch } from '../features/apps/apps-search.ts';
import { auditAddress } from '../features/audit/audit-address.ts';
import { allBillingAddress, billingAddress } from '../features/billing/billing-address.ts';
import { collaborationsSearch } from '../features/collaborations/collaborations-search.ts';
import { costsAddress } from '../features/costs/costs-address.ts';
import { HomePage } from '../features/home/home-page.tsx';
import { membersSearch } from '../features/members/members-search.ts';
import { notificationsAddress } from '../features/notifications/notifications-address.ts';
import { offboardAddress } from '../features/offboard/offboard-address.ts';
import { organizationsSearch } from '../features/organizations/organizations-search.ts';
import { securityAddress } from '../features/security/security-address.ts';
import { starredSearch } from '../features/starred/starred-search.ts';
import { teamSearch, teamsSearch } from '../features/teams/teams-search.ts';
import { address, oneOf, text } from '../lib/address.ts';
import { readLater } from '../lib/later.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { OrganizationGate } from './organization-gate.tsx';
import { Root } from './root.tsx';
import { parseSearch, stringifySearch } from './search-params.ts';
import { Shell } from './shell.tsx';
import { StartPage } from './start-page.tsx';
import { warmHome, warmMembers } from './warm.ts';

interface Context {
  readonly client: QueryClient;
}

const sectionSearch = address({ section: text(40) });
const welcomeSearch = address({ add: oneOf(['true']) });

const organizationsPage = lazyRouteComponent(
  () => import('../features/organizations/organizations-page.tsx'),
  'OrganizationsPage',
);
const membersPage = lazyRouteComponent(() => import('../features/members/members-page.tsx'), 'MembersPage');
// The first change of page is as quick as the next.
for (const { preload } of [membersPage, organizationsPage]) readLater(async () => preload?.());

// The first view of a start is home; the other pages are read when they are opened.
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
  validateSearch: organizationsSearch,
  component: organizationsPage,
});
const invitations = createRoute({
  getParentRoute: () => shell,
  path: '/invitations',
  component: lazyRouteComponent(() => import('../features/invitations/my-invitations-page.tsx'), 'MyInvitationsPage'),
});
const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: notificationsAddress,
  component: lazyRouteComponent(() => import('../features/notifications/notifications-page.tsx'), 'NotificationsPage'),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  validateSearch: sectionSearch,
  component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  validateSearch: sectionSearch,
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});
const appsPage = lazyRouteComponent(() => import('../features/apps/apps-page.tsx'), 'AppsPage');
const appPage = lazyRouteComponent(() => import('../features/apps/app-page.tsx'), 'AppPage');
const starredPage = lazyRouteComponent(() => import('../features/starred/starred-page.tsx'), 'StarredPage');
const collaborationsPage = lazyRouteComponent(
  () => import('../features/collaborations/collaborations-page.tsx'),
  'CollaborationsPage',
);
const ownPages = [
  createRoute({
    getParentRoute: () => shell,
    path: '/organizations/offboard',
    validateSearch: offboardAddress,
    component: lazyRouteComponent(() => import('../features/offboard/offboard-page.tsx'), 'OffboardPage'),
  }),
  createRoute({ getParentRoute: () => shell, path: '/apps', validateSearch: appsSearch, component: appsPage }),
  createRoute({ getParentRoute: () => shell, path: '/apps/$app', validateSearch: appSearch, component: appPage }),
  createRoute({ getParentRoute: () => shell, path: '/starred', validateSearch: starredSearch, component: starredPage }),
  createRoute({
    getParentRoute: () => shell,
    path: '/collaborations',
    validateSearch: collaborationsSearch,
    component: collaborationsPage,
  }),
] as const;
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
  component: membersPage,
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

const allBilling = createRoute({
  getParentRoute: () => shell,
  path: '/billing',
  validateSearch: allBillingAddress,
  component: lazyRouteComponent(() => import('../features/billing/all-billing-page.tsx'), 'AllBillingPage'),
});
const organizationPages = [
  createRoute({
    getParentRoute: () => organization,
    path: '/account/file',
    component: lazyRouteComponent(() => import('../features/organization-file/file-page.tsx'), 'OrganizationFilePage'),
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/members/invite',
    component: lazyRouteComponent(() => import('../features/invitations/desk/desk-page.tsx'), 'InviteDeskPage'),
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/billing',
    validateSearch: billingAddress,
    component: lazyRouteComponent(() => import('../features/billing/billing-page.tsx'), 'BillingPage'),
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/costs',
    validateSearch: costsAddress,
    component: lazyRouteComponent(() => import('../features/costs/costs-page.tsx'), 'CostsPage'),
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/teams',
    validateSearch: teamsSearch,
    component: lazyRouteComponent(() => import('../features/teams/teams-page.tsx'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/teams/$team',
    validateSearch: teamSearch,
    component: lazyRouteComponent(() => import('../features/teams/team-page.tsx'), 'TeamPage'),
  }),
  createRoute({ getParentRoute: () => organization, path: '/apps', validateSearch: appsSearch, component: appsPage }),
  createRoute({
    getParentRoute: () => organization,
    path: '/apps/$app',
    validateSearch: appSearch,
    component: appPage,
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/starred',
    validateSearch: starredSearch,
    component: starredPage,
  }),
  createRoute({
    getParentRoute: () => organization,
    path: '/collaborations',
    validateSearch: collaborationsSearch,
    component: collaborationsPage,
  }),
] as const;

const routeTree = root.addChildren([
  welcome,
  shell.addChildren([
    start,
    organizations,
    invitations,
    notifications,
    account,
    settings,
    allAudit,
    allBilling,
    ...ownPages,
    organization.addChildren([home, members, access, security, audit, organizationAccount, ...organizationPages]),
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

import type { Notification, NotificationKind } from './api/notifications.ts';
import { type OrganizationPage, organizationPath, PERSON_PAGES } from './pages.ts';

/** A page of the app with what its address says. */
export interface NotificationPlace {
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
}

type Find = (told: Notification) => NotificationPlace;

const person =
  (page: keyof typeof PERSON_PAGES, search?: NotificationPlace['search']): Find =>
  () => ({ path: PERSON_PAGES[page], ...(search && { search }) });

/** A page of the organization; the person's organizations where it is not known any more. */
const inOrganization =
  (page?: OrganizationPage, more: (told: Notification) => Partial<NotificationPlace> = () => ({})): Find =>
  (told) =>
    told.organization === null
      ? { path: PERSON_PAGES.organizations }
      : { path: organizationPath(told.organization.id, page), ...more(told) };

const pending = inOrganization('members', () => ({ search: { tab: 'invitations' } }));
const theTeam = inOrganization('teams', ({ organization, about: { team } }) =>
  team === undefined ? {} : { path: `${organizationPath(organization?.id ?? '', 'teams')}/${team.id}` },
);
const theApp = inOrganization('apps', ({ organization, about: { app } }) =>
  app === undefined ? {} : { path: `${organizationPath(organization?.id ?? '', 'apps')}/${app.id}` },
);
const tokens = person('account', { section: 'tokens' });
const password = person('account', { section: 'password' });
const theInvoice = inOrganization('billing', ({ about: { invoice } }) => ({
  search: { tab: 'invoices', ...(invoice && { invoice: invoice.month }) },
}));

/** What is shared with an organization is on its own page, and what is with a person on theirs. */
const collaborations: Find = (told) =>
  told.organization === null || told.organization.id === told.about.app?.owner_id
    ? { path: PERSON_PAGES.collaborations }
    : { path: organizationPath(told.organization.id, 'collaborations') };

const PLACES: Readonly<Record<NotificationKind, Find>> = {
  invitation_received: person('invitations'),
  invitation_expires: person('invitations'),
  invitations_accepted: inOrganization('members'),
  invitation_declined: pending,
  sent_invitations_expire: pending,
  member_added: inOrganization(),
  member_removed: person('organizations'),
  role_changed: inOrganization(),
  team_joined: theTeam,
  team_left: inOrganization('teams'),
  team_deleted: inOrganization('teams'),
  team_permission_changed: theTeam,
  organization_deleted: person('organizations'),
  organization_restored: inOrganization(),
  organization_ends: person('organizations'),
  password_policy_changed: password,
  password_expires: password,
  token_rules_changed: tokens,
  token_expires: tokens,
  token_withdrawn: tokens,
  token_restored: tokens,
  app_received: theApp,
  app_given: inOrganization('apps'),
  collaboration_offered: collaborations,
  collaboration_changed: collaborations,
  collaboration_ended: collaborations,
  budget_reached: inOrganization('billing', () => ({ search: { tab: 'budgets' } })),
  invoice_issued: theInvoice,
  invoice_due: theInvoice,
  invoice_overdue: theInvoice,
};

/** Where one looks at what a notification is about. */
export const notificationPlace = (told: Notification): NotificationPlace => PLACES[told.kind](told);

import { useParams } from '@tanstack/react-router';
import type { Organization } from '../../contract/api/organizations.ts';
import type { Account } from '../../contract/ipc.ts';
import { type AllPagesView, useAllPages } from './all-pages.ts';
import { useAccount } from './session.ts';

export interface OrganizationsView extends AllPagesView<Organization> {
  readonly organizations: readonly Organization[];
}

const pickOrganizations = (answer: { organizations: readonly Organization[] }) => answer.organizations;
export const ME = { params: { user_id: 'me' } } as const;

/** Every organization of the active account's person, by name. */
export function useOrganizations(): OrganizationsView {
  const view = useAllPages('organizations.list', ME, pickOrganizations);
  return { ...view, organizations: view.rows };
}

/** The id of the organization in the address, or null on the person's own pages. */
export function useOrgIdOrNull(): string | null {
  const params = useParams({ strict: false }) as { org?: string };
  return params.org ?? null;
}

/** The id of the organization in the address. Only for pages below /o/. */
export const useOrgId = (): string => useOrgIdOrNull() ?? '';

/** The organization in the address as the list of mine has it, with my role and abilities. */
export function useOrganization(): Organization | undefined {
  const id = useOrgIdOrNull();
  return useOrganizations().organizations.find((organization) => organization.id === id);
}

/** The person of the active account. */
export const useMe = (): Account['person'] | null => useAccount()?.person ?? null;

const pickInvitations = (answer: { invitations: readonly { id: string }[] }) => answer.invitations;

/** How many invitations wait for my answer. */
export const useMyInvitationsCount = (): number => useAllPages('my_invitations.list', ME, pickInvitations).loaded;

import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOrganizations, useOrgId } from '../lib/current.ts';
import { useAccount } from '../lib/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ButtonLink } from './button-link.tsx';
import { lastOrganization, rememberOrganization } from './last-place.ts';

/** Whoever passes through several organizations is in the last one only; nobody quits sooner. */
const STAYED_MS = 120;

/** Remembers where one is; says so when the organization is not (or no longer) one's own. */
export function OrganizationGate() {
  const org = useOrgId();
  const account = useAccount()?.id;
  const { organizations, complete, source, isFetching } = useOrganizations();
  const listed = organizations.some(({ id }) => id === org);
  const foreign = complete && !listed && source === 'network' && !isFetching;
  useEffect(() => {
    if (account === undefined) return;
    const remember = () => {
      if (listed) rememberOrganization(account, org);
      else if (foreign && lastOrganization(account) === org) rememberOrganization(account, null);
    };
    const timer = setTimeout(remember, STAYED_MS);
    return () => clearTimeout(timer);
  }, [account, org, listed, foreign]);
  if (!foreign) return <Outlet />;
  return (
    <EmptyState
      title={`You are not a member of ${org}`}
      text="It was deleted, you left it, or an admin removed you. Nothing else of yours is touched."
      action={<ButtonLink to="/organizations">Show my organizations</ButtonLink>}
    />
  );
}

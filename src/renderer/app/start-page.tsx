import { Navigate, useRouterState } from '@tanstack/react-router';
import type { Organization } from '../../contract/api/organizations.ts';
import { useOrganizations } from '../lib/current.ts';
import { useAccount, useAppState } from '../lib/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { lastOrganization } from './last-place.ts';

/** Where there is most to do: administered before merely joined, large before small. */
const weight = (organization: Organization): number =>
  organization.members_count + (organization.role_id === 'admin' ? 1e9 : 0);

/** Where the settings say; where one was last; else the weightiest organization; else the list, which offers to make one. */
export function StartPage() {
  const account = useAccount();
  const chosen = useAppState()?.settings.start_page ?? 'last';
  const { organizations, error, isPending, refetch } = useOrganizations();
  // Somebody may be on the way to another page already, while the list is still loading here.
  const leaving = useRouterState({ select: ({ location }) => location.pathname !== '/' });
  if (leaving) return null;
  if (chosen === 'organizations') return <Navigate to="/organizations" replace />;
  if (chosen === 'invitations') return <Navigate to="/invitations" replace />;
  const last = account === null ? null : lastOrganization(account.id);
  if (last !== null) return <Navigate to="/o/$org" params={{ org: last }} replace />;
  const [first] = [...organizations].sort((a, b) => weight(b) - weight(a));
  if (first !== undefined) return <Navigate to="/o/$org" params={{ org: first.id }} replace />;
  if (error !== null) return <ErrorState error={error} onRetry={refetch} />;
  return isPending ? null : <Navigate to="/organizations" replace />;
}

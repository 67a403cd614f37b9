import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { ACTIONS, type Action } from '../../contract/permissions.ts';
import { rolesThatMay } from '../lib/abilities.ts';
import { useOrganization, useOrganizations } from '../lib/current.ts';
import { roleName } from '../lib/format.ts';
import { EmptyState } from './empty-state.tsx';

interface ForbiddenProps {
  readonly action: Action;
  /** What is not shown, in the plural: "teams". */
  readonly what: string;
}

/** In place of a page that a role does not show: which role one has, which would show it, whom to ask. */
export function Forbidden({ action, what }: ForbiddenProps) {
  const organization = useOrganization();
  const role = organization === undefined ? 'Your role' : `Your role, ${roleName(organization.role_id)},`;
  const verb = ACTIONS[action].length === 1 ? 'does' : 'do';
  return (
    <EmptyState
      icon={Lock}
      title={`You may not see ${what}`}
      text={`${role} does not show them; ${rolesThatMay(action)} ${verb}. An admin${organization ? ` of ${organization.name}` : ''} can change your role.`}
    />
  );
}

/** A page for those whose role shows it, and for the others the reason why not. */
export function Gate({ action, what, children }: ForbiddenProps & { readonly children: ReactNode }) {
  const organization = useOrganization();
  const { isPending } = useOrganizations();
  // What a role does not show is not asked for either.
  if (organization === undefined && isPending) return null;
  return organization?.abilities[action] === false ? <Forbidden action={action} what={what} /> : children;
}

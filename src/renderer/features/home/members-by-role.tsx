import { Link } from '@tanstack/react-router';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { formatNumber, roleName } from '../../lib/format.ts';
import { NotShown, Section } from './section.tsx';

interface MembersByRoleProps {
  readonly home: OrganizationHome;
}

/** How the members divide into roles; each row leads to exactly those members. */
export function MembersByRole({ home }: MembersByRoleProps) {
  const { organization, members_by_role: roles } = home;
  const largest = Math.max(1, ...roles.map(({ count }) => count));
  return (
    <Section title="Members by role">
      {organization.abilities.view_members !== true ? (
        <NotShown>Your role does not show the members. An admin can give you one that does.</NotShown>
      ) : (
        <ul className="-mx-2">
          {roles.map(({ role_id, count }) => (
            <li key={role_id}>
              <Link
                to="/o/$org/members"
                params={{ org: organization.id }}
                search={{ tab: 'members', role: role_id }}
                className="grid h-8 grid-cols-[minmax(0,10rem)_1fr_3.5rem] items-center gap-3 rounded-md px-2 hover:bg-hover"
              >
                <span className="truncate">{roleName(role_id)}</span>{' '}
                <span className="h-2 rounded-sm bg-active" aria-hidden="true">
                  <span
                    className="block h-2 min-w-0.5 rounded-sm bg-accent"
                    style={{ width: `${(100 * count) / largest}%` }}
                  />
                </span>
                <span className="text-right font-medium tabular-nums">
                  {formatNumber(count)}
                  <span className="sr-only"> {count === 1 ? 'member' : 'members'}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

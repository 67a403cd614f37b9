import type { Member } from '../../../contract/api/members.ts';
import { roleName } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

interface NameCellProps {
  readonly member: Member;
  readonly me: string;
}

function NameCell({ member: { user }, me }: NameCellProps) {
  const name = personName(user);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={user.id} name={name} image={user.image} />
      <span className="truncate" title={`${name} · ${user.primary_email}`}>
        <bdi className="font-medium">{name}</bdi>
        {user.id === me && <span className="text-muted"> (you)</span>}{' '}
        <span className="text-muted">{user.primary_email}</span>
      </span>
    </span>
  );
}

function TeamsCell({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <span className="text-muted">None</span>;
  const text = names.join(', ');
  return <span title={text}>{text}</span>;
}

/** The list's columns. The page sorts, so that the address can hold the order. */
export const memberColumns = (me: string, teamName: (id: string) => string): readonly Column<Member>[] => [
  {
    id: 'name',
    header: 'Name',
    grow: 3,
    min: 200,
    sortValue: ({ user }) => personName(user),
    cell: (member) => <NameCell member={member} me={me} />,
  },
  {
    id: 'role',
    header: 'Role',
    width: 180,
    sortValue: ({ role_id }) => role_id,
    cell: ({ role_id }) => roleName(role_id),
  },
  {
    id: 'teams',
    header: 'Teams',
    min: 90,
    optional: 'shown',
    cell: ({ team_ids }) => <TeamsCell names={team_ids.map(teamName)} />,
  },
  {
    id: 'joined',
    header: 'Joined',
    width: 108,
    optional: 'shown',
    sortValue: ({ joined_at }) => joined_at,
    cell: ({ joined_at }) => <RelativeTime time={joined_at} />,
  },
  {
    id: 'last_active',
    header: 'Last active',
    width: 112,
    optional: 'shown',
    sortValue: ({ last_active_at }) => last_active_at ?? '',
    cell: ({ last_active_at }) =>
      last_active_at === null ? <span className="text-muted">Never</span> : <RelativeTime time={last_active_at} />,
  },
];

import { CircleAlert, CircleCheck, CircleMinus, Clock, Copy, type LucideIcon, TriangleAlert } from 'lucide-react';
import { formatNumber, roleName } from '../../../lib/format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import type { Column } from '../../../ui/data-table/types.ts';
import { roleRisk } from '../role-risk.ts';
import { type JudgedRow, ROW_STATES, type RowState } from './row-state.ts';

const LOOKS: Record<RowState, readonly [Tone, LucideIcon]> = {
  new: ['green', CircleCheck],
  checking: ['neutral', Clock],
  already_member: ['neutral', CircleMinus],
  already_invited: ['neutral', CircleMinus],
  duplicate: ['neutral', Copy],
  malformed: ['red', CircleAlert],
  unknown: ['amber', TriangleAlert],
  over_limit: ['amber', TriangleAlert],
};

/** A role with what giving it risks. */
export function RoleCell({ role, written }: { readonly role: JudgedRow['role']; readonly written: string }) {
  if (role === null) return <span className="truncate text-muted">{written}</span>;
  const { level, text } = roleRisk(role);
  return (
    <span className="flex min-w-0 items-baseline gap-1.5" title={text}>
      <span className="shrink-0">{roleName(role)}</span>
      <span className={`truncate text-xs ${level === 'high' ? 'text-amber-text' : 'text-muted'}`}>{text}</span>
    </span>
  );
}

const plainText = (text: string) => <span className="truncate">{text}</span>;

/** The columns of a list before it is sent. */
export const deskColumns = (teamName: (id: string) => string): readonly Column<JudgedRow>[] => [
  {
    id: 'place',
    header: 'Row',
    width: 76,
    align: 'end',
    sortValue: (row) => row.place,
    cell: (row) => formatNumber(row.place),
  },
  {
    id: 'email',
    header: 'E-mail',
    grow: 2,
    min: 180,
    sortValue: (row) => row.email ?? row.written,
    cell: (row) =>
      row.email === null ? (
        <span className="truncate text-red-text">{row.written === '' ? 'None' : row.written}</span>
      ) : (
        plainText(row.email)
      ),
  },
  {
    id: 'name',
    header: 'Name',
    sortValue: (row) => row.name,
    cell: (row) => <bdi className="truncate">{row.name}</bdi>,
  },
  {
    id: 'role',
    header: 'Role and what it risks',
    grow: 2,
    min: 190,
    sortValue: (row) => row.role ?? '',
    cell: (row) => <RoleCell role={row.role} written={row.writtenRole} />,
  },
  {
    id: 'teams',
    header: 'Teams',
    sortValue: (row) => row.teams.length,
    cell: (row) => {
      const names = [...row.teams.map(teamName), ...row.unknownTeams].join(', ');
      return (
        <span className="truncate" title={names}>
          {names}
        </span>
      );
    },
  },
  {
    id: 'state',
    header: 'What happens',
    min: 220,
    sortValue: (row) => ROW_STATES.indexOf(row.state),
    cell: (row) => {
      const [tone, icon] = LOOKS[row.state];
      return (
        <span className="flex min-w-0" title={row.words}>
          <Badge tone={tone} icon={icon}>
            {row.words}
          </Badge>
        </span>
      );
    },
  },
];

import { CircleAlert, CircleCheck, CircleMinus, Clock, type LucideIcon } from 'lucide-react';
import type { Invitee, InviteResult } from '../../../../contract/invite-jobs.ts';
import { fieldMessage, roleName } from '../../../lib/format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import type { Column } from '../../../ui/data-table/types.ts';

/** What became of an address, in words. */
export const RESULT_NAMES: Record<InviteResult, string> = {
  waiting: 'Not sent yet',
  invited: 'Invited',
  already_member: 'Was a member already',
  already_invited: 'Was invited already',
  refused: 'Refused',
};

const LOOKS: Record<InviteResult, readonly [Tone, LucideIcon]> = {
  waiting: ['neutral', Clock],
  invited: ['green', CircleCheck],
  already_member: ['neutral', CircleMinus],
  already_invited: ['neutral', CircleMinus],
  refused: ['red', CircleAlert],
};

/** The columns of a list that is being sent. */
export const jobColumns = (teamName: (id: string) => string): readonly Column<Invitee>[] => [
  {
    id: 'email',
    header: 'E-mail',
    grow: 2,
    min: 180,
    sortValue: (row) => row.email,
    cell: (row) => <span className="truncate">{row.email}</span>,
  },
  {
    id: 'name',
    header: 'Name',
    sortValue: (row) => row.name,
    cell: (row) => <bdi className="truncate">{row.name}</bdi>,
  },
  {
    id: 'role',
    header: 'Role',
    sortValue: (row) => row.role_id,
    cell: (row) => <span className="truncate">{roleName(row.role_id)}</span>,
  },
  {
    id: 'teams',
    header: 'Teams',
    sortValue: (row) => row.team_ids.length,
    cell: (row) => <span className="truncate">{row.team_ids.map(teamName).join(', ')}</span>,
  },
  {
    id: 'result',
    header: 'Result',
    grow: 2,
    min: 190,
    sortValue: (row) => RESULT_NAMES[row.result],
    cell: (row) => {
      const [tone, icon] = LOOKS[row.result];
      return (
        <span className="flex min-w-0 items-center gap-2">
          <Badge tone={tone} icon={icon}>
            {RESULT_NAMES[row.result]}
          </Badge>
          {row.message && <span className="truncate text-muted">{fieldMessage(row.message)}</span>}
        </span>
      );
    },
  },
];

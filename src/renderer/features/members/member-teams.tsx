import { Link } from '@tanstack/react-router';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import { toAppError } from '../../lib/bridge.ts';
import { personName } from '../../lib/person-name.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { reasonAgainst } from '../teams/team-offers.ts';
import { AddToTeamsDialog } from './add-to-teams-dialog.tsx';
import type { Standing } from './member-offers.ts';
import { useMembership } from './use-membership.ts';
import { useTeams } from './use-teams.ts';

interface MemberTeamsProps {
  readonly org: string;
  readonly member: Member;
  readonly standing: Standing;
}

interface LeaveProps extends MemberTeamsProps {
  readonly team: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

function LeaveTeamDialog({ org, member, team, onClose }: LeaveProps) {
  const { join, leave } = useMembership(org, [member.user.id]);
  const name = personName(member.user);
  const { error, confirm } = useConfirmed(async () => {
    await leave(team.id);
    toast.success(`Removed ${name} from ${team.name}.`, {
      action: {
        onSelect: () =>
          void join([team.id]).catch((thrown: unknown) => toast.error('It could not be undone', toAppError(thrown))),
      },
    });
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${name} from ${team.name}?`}
      consequences={['What the team gives on its apps ends for them, unless something else gives it too.']}
      confirmLabel="Remove from team"
      onConfirm={confirm}
      error={error}
    >
      <WhatIf org={org} changes={[{ type: 'remove_team_member', team_id: team.id, user_id: member.user.id }]} />
    </ConfirmDialog>
  );
}

/** The member's teams, with adding and removing. */
export function MemberTeams(props: MemberTeamsProps) {
  const { org, member, standing } = props;
  const { teamName } = useTeams(org);
  const [joining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  const reason = reasonAgainst(standing, 'add_members_to_teams');
  return (
    <>
      {member.team_ids.length === 0 && <p className="text-muted">None</p>}
      <ul>
        {member.team_ids.map((team) => (
          <li key={team} className="flex min-h-7 items-center gap-2">
            <Link
              to="/o/$org/teams/$team"
              params={{ org, team }}
              className="min-w-0 flex-1 truncate rounded-sm hover:underline"
              title={teamName(team)}
            >
              <bdi>{teamName(team)}</bdi>
            </Link>
            {reason === undefined && (
              <IconButton size="sm" icon={X} label={`Remove from ${teamName(team)}`} onClick={() => setLeaving(team)} />
            )}
          </li>
        ))}
      </ul>
      <ReasonButton size="sm" className="mt-1" icon={Plus} reason={reason} onClick={() => setJoining(true)}>
        Add to teams…
      </ReasonButton>
      {joining && <AddToTeamsDialog org={org} members={[member]} onClose={() => setJoining(false)} />}
      {leaving !== null && (
        <LeaveTeamDialog {...props} team={{ id: leaving, name: teamName(leaving) }} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

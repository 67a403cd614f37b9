import { ChevronDown, UserMinus, UsersRound } from 'lucide-react';
import type { Member } from '../../../contract/api/members.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { reasonAgainst } from '../teams/team-offers.ts';
import { type MemberActs, roleEntries } from './member-entries.ts';
import { type Offer, offerChangeRole, offerForAll, offerRemove, reasonOf, type Standing } from './member-offers.ts';

const MOST = 1000;

interface BulkActionsProps {
  readonly members: readonly Member[];
  readonly standing: Standing;
  readonly acts: MemberActs;
}

/** A call takes at most 1,000 members, and it is all or nothing. */
function reasonFor(members: readonly Member[], offer: (member: Member) => Offer): string | undefined {
  return reasonOf(offerForAll(members, offer)) ?? (members.length > MOST ? 'Select at most 1,000 members.' : undefined);
}

/** What can be done with everybody who is selected. */
export function BulkActions({ members, standing, acts }: BulkActionsProps) {
  const roleReason = reasonFor(members, (member) => offerChangeRole(member, standing));
  const removeReason = reasonFor(members, (member) => offerRemove(member, standing));
  return (
    <>
      {roleReason === undefined ? (
        <Menu
          trigger={
            <Button>
              Change role <ChevronDown aria-hidden size={14} />
            </Button>
          }
          entries={roleEntries(undefined, (role) => acts.changeRole(members, role))}
        />
      ) : (
        <ReasonButton reason={roleReason}>Change role</ReasonButton>
      )}
      <ReasonButton
        icon={UsersRound}
        reason={reasonAgainst(standing, 'add_members_to_teams')}
        onClick={() => acts.addToTeams(members)}
      >
        Add to teams…
      </ReasonButton>
      <ReasonButton icon={UserMinus} reason={removeReason} onClick={() => acts.remove(members)}>
        Remove…
      </ReasonButton>
    </>
  );
}

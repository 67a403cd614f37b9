import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import { exactTime, roleName, roleText } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type MemberActs, roleEntries } from './member-entries.ts';
import { offerChangeRole, offerRemove, reasonOf, type Standing } from './member-offers.ts';
import { MemberReach } from './member-reach.tsx';
import { MemberTeams } from './member-teams.tsx';

export interface MemberPanelProps {
  readonly org: string;
  readonly member: Member;
  readonly standing: Standing;
  readonly acts: MemberActs;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="border-line border-b py-3 last:border-b-0">
    <dt className="mb-1 text-muted text-xs">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

function Role({ member, standing, acts }: Pick<MemberPanelProps, 'member' | 'standing' | 'acts'>) {
  const reason = reasonOf(offerChangeRole(member, standing));
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium">{roleName(member.role_id)}</span>
        {reason === undefined ? (
          <Menu
            align="end"
            trigger={
              <Button size="sm">
                Change role <ChevronDown aria-hidden size={13} />
              </Button>
            }
            entries={roleEntries(member.role_id, (role) => acts.changeRole([member], role))}
          />
        ) : (
          <ReasonButton size="sm" reason={reason}>
            Change role
          </ReasonButton>
        )}
      </div>
      <p className="mt-1 text-muted">{roleText(member.role_id).summary}</p>
    </>
  );
}

const Time = ({ time }: { readonly time: string }) => (
  <>
    <RelativeTime time={time} /> <span className="text-muted">({exactTime(time)})</span>
  </>
);

function Facts({ org, member, standing, acts }: MemberPanelProps) {
  const { user, joined_at, last_active_at } = member;
  return (
    <dl className="-mt-3">
      <Fact name="Role">
        <Role member={member} standing={standing} acts={acts} />
      </Fact>
      <Fact name="E-mail">
        <CopyField label="e-mail address" text={user.primary_email} />
      </Fact>
      <Fact name="Id">
        <CopyField label="id" text={user.id} />
      </Fact>
      <Fact name="Teams">
        <MemberTeams org={org} member={member} standing={standing} />
      </Fact>
      <Fact name="Can reach">
        <MemberReach org={org} member={member} standing={standing} />
      </Fact>
      <Fact name="Joined">
        <Time time={joined_at} />
      </Fact>
      <Fact name="Last active">
        {last_active_at === null ? <span className="text-muted">Never</span> : <Time time={last_active_at} />}
      </Fact>
    </dl>
  );
}

/** One member beside the list: who they are, what their role is for, and what can be done. */
export function MemberPanel(props: MemberPanelProps) {
  const { member, standing, acts, onClose, onPrevious, onNext } = props;
  const name = personName(member.user);
  const self = member.user.id === standing.me;
  return (
    <Panel
      title={name}
      subtitle={member.user.primary_email}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={
        self ? (
          <ReasonButton reason={standing.blocked} onClick={acts.leave}>
            Leave organization…
          </ReasonButton>
        ) : (
          <>
            <ReasonButton
              variant="ghost"
              reason={reasonOf(offerRemove(member, standing))}
              onClick={() => acts.offboard(member)}
            >
              Offboard…
            </ReasonButton>
            <ReasonButton reason={reasonOf(offerRemove(member, standing))} onClick={() => acts.remove([member])}>
              Remove member…
            </ReasonButton>
          </>
        )
      }
    >
      <div className="mb-4">
        <Avatar id={member.user.id} name={name} image={member.user.image} size={64} />
      </div>
      <Facts {...props} />
    </Panel>
  );
}

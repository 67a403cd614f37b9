import { useState } from 'react';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { useRoute } from '../../lib/api.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { useOrgId } from '../../lib/current.ts';
import { later } from '../../lib/later.tsx';
import { useStatus } from '../../lib/page.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { offerManage, reasonOf } from '../members/member-offers.ts';
import { useStanding } from '../members/use-standing.ts';
import { HomeBilling } from './billing-section.tsx';
import { FirstSteps } from './first-steps.tsx';
import { HomeSkeleton } from './home-skeleton.tsx';
import { HomeStats } from './home-stats.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { LatestChanges } from './latest-changes.tsx';
import { MembersByRole } from './members-by-role.tsx';
import { PinnedSection } from './pinned-section.tsx';
import { UsageSection } from './usage-section.tsx';

const InviteDialog = later(async () => (await import('../invitations/invite-dialog.tsx')).InviteDialog);

const isAlone = ({ organization, invitations }: OrganizationHome) =>
  organization.members_count === 1 && invitations.pending + invitations.expired === 0;

interface DashboardProps {
  readonly home: OrganizationHome;
  readonly onInvite: () => void;
  /** Why nobody can be invited now. */
  readonly inviteReason: string | undefined;
}

function Dashboard({ home, onInvite, inviteReason }: DashboardProps) {
  return (
    <div className="mx-auto w-full max-w-[1240px] px-6 pt-5 pb-8">
      <HomeStats home={home} />
      {isAlone(home) && <FirstSteps onInvite={onInvite} reason={inviteReason} />}
      <HomeBilling home={home} />
      <PinnedSection home={home} />
      <div className="grid gap-x-10 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="min-w-0">
          <MembersByRole home={home} />
          <InvitationsSection home={home} />
        </div>
        <div className="min-w-0">
          <UsageSection home={home} />
          <LatestChanges home={home} />
        </div>
      </div>
    </div>
  );
}

/** An organization's dashboard: who is in it, who is about to be, what it uses and what changed. */
export function HomePage() {
  const org = useOrgId();
  const { data, error, asOf, refetch } = useRoute('organizations.home', { params: { org_id: org } });
  const inviteReason = reasonOf(offerManage(useStanding(org)));
  const [inviting, setInviting] = useState(false);
  const invite = () => setInviting(true);
  useStatus({ asOf });
  useMenuCommand('invite', invite, inviteReason === undefined);
  if (data === undefined && error) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {data === undefined ? (
        <HomeSkeleton />
      ) : (
        <Dashboard home={data.home} onInvite={invite} inviteReason={inviteReason} />
      )}
      {inviting && <InviteDialog org={org} onClose={() => setInviting(false)} />}
    </div>
  );
}

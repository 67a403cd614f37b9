import { useState } from 'react';
import type { Organization } from '../../../contract/api/organizations.ts';
import { ButtonLink } from '../../app/button-link.tsx';
import { useRoute } from '../../lib/api.ts';
import { useOrgId } from '../../lib/current.ts';
import { useStatus } from '../../lib/page.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LeaveDialog } from '../members/leave-dialog.tsx';
import { DeleteOrganizationDialog } from './delete-organization-dialog.tsx';
import { ImageField } from './image-field.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { DangerBox, DangerRow, Section, SettingsColumn } from './section.tsx';
import { useUpdateOrganization } from './use-update-organization.ts';

const ADMINS_CHANGE = 'Only admins change the organization.';

interface PartProps {
  readonly organization: Organization;
  readonly blocked: string | undefined;
}

function Profile({ organization, blocked }: PartProps) {
  const update = useUpdateOrganization(organization.id);
  const reason = blocked ?? (organization.abilities.manage_organization === true ? undefined : ADMINS_CHANGE);
  return (
    <Section name="profile" title="Profile" text={reason === ADMINS_CHANGE ? ADMINS_CHANGE : undefined}>
      <div className="flex flex-col gap-5">
        <ImageField
          kind="organization"
          id={organization.id}
          name={organization.name}
          image={organization.image}
          reason={reason}
          onSave={async (image) => {
            await update({ image });
          }}
        />
        <div className="max-w-[480px]">
          <h3 className="mb-1 font-medium">Id</h3>
          <CopyField label="id" text={organization.id} />
          <p className="mt-1 text-muted text-xs">It is part of addresses and stays as it is.</p>
        </div>
        <OrganizationForm organization={organization} reason={reason} />
      </div>
    </Section>
  );
}

function Danger({ organization, blocked }: PartProps) {
  const [asking, setAsking] = useState<'leave' | 'delete' | null>(null);
  const close = (open: boolean) => setAsking((before) => (open ? before : null));
  const { id, name, abilities } = organization;
  const deleteReason = blocked ?? (abilities.manage_organization === true ? undefined : 'Only admins delete it.');
  const leaveReason = blocked ?? (abilities.leave_organization === false ? 'Your token does not allow it.' : undefined);
  return (
    <Section name="danger" title="Danger zone" danger>
      <DangerBox>
        <DangerRow
          title="Leave organization"
          text="You lose your role and your teams. Its last admin cannot leave."
          action={
            <ReasonButton reason={leaveReason} onClick={() => setAsking('leave')}>
              Leave…
            </ReasonButton>
          }
        />
        <DangerRow
          title="Delete organization"
          text="Ends everybody’s access. It can be restored for 30 days."
          action={
            <ReasonButton variant="danger" reason={deleteReason} onClick={() => setAsking('delete')}>
              Delete…
            </ReasonButton>
          }
        />
      </DangerBox>
      <LeaveDialog org={id} name={name} open={asking === 'leave'} onOpenChange={close} />
      {asking === 'delete' && <DeleteOrganizationDialog organization={organization} open onOpenChange={close} />}
    </Section>
  );
}

/** The organization's own account: what it is called, and how one parts with it. */
export function OrganizationAccountPage() {
  const org = useOrgId();
  const { data, error, asOf, refetch } = useRoute('organizations.get', { params: { org_id: org } });
  const blocked = useBlocked();
  useStatus({ asOf });
  if (data === undefined)
    return (
      <SettingsColumn>
        <Section name="profile" title="Profile">
          {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton height={288} />}
        </Section>
      </SettingsColumn>
    );
  return (
    <SettingsColumn key={org}>
      <Profile organization={data.organization} blocked={blocked} />
      <Section
        name="file"
        title="As a file"
        text="Settings, roles, teams, policies and labels as one YAML file: export it, compare it with what is here, apply the difference."
        action={<ButtonLink to="/o/$org/account/file">Organization as a file…</ButtonLink>}
      >
        {null}
      </Section>
      <Danger organization={data.organization} blocked={blocked} />
    </SettingsColumn>
  );
}

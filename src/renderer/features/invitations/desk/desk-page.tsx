import { useOrganization, useOrgId } from '../../../lib/current.ts';
import { useDroppedFile } from '../../../lib/dropped-files.ts';
import { useSubject } from '../../../lib/page.ts';
import { useAccount } from '../../../lib/session.ts';
import { Gate } from '../../../ui/forbidden.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useInviteJob } from '../jobs/invite-jobs.ts';
import { JobView } from '../jobs/job-view.tsx';
import { changeDesk, useDesk } from './desk-store.ts';
import { Review } from './review.tsx';
import { SourceForm } from './source-form.tsx';

/** Invites many people at once: a list is read, checked row by row, and then sent by main. */
export function InviteDeskPage() {
  const org = useOrgId();
  useSubject('Invite many people');
  return (
    <Gate action="manage_members" what="invitations">
      <DeskOf key={org} org={org} />
    </Gate>
  );
}

function DeskOf({ org }: { readonly org: string }) {
  const account = useAccount()?.id ?? '';
  const organization = useOrganization();
  const name = organization?.name ?? org;
  const job = useInviteJob(account, org);
  const desk = useDesk(account, org);
  useDroppedFile((file) => {
    if (job) return toast.info('Bring the list that is here to its end first. Then drop the file again.');
    changeDesk(account, org, { text: file.text, file, mapping: null, rows: null });
  });
  if (job === null) return null;
  if (job !== undefined) return <JobView job={job} />;
  if (desk.rows === null) return <SourceForm account={account} org={org} desk={desk} />;
  return <Review account={account} org={org} organizationName={name} desk={desk} rows={desk.rows} />;
}

import { useMemo, useState } from 'react';
import { INVITE_RESULTS, type Invitee, type InviteJob, type InviteResult } from '../../../../contract/invite-jobs.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTeams } from '../../members/use-teams.ts';
import { StateChips } from '../desk/state-chips.tsx';
import { jobColumns, RESULT_NAMES } from './job-columns.tsx';
import { JobHead } from './job-head.tsx';
import { useJobRows } from './use-job-rows.ts';

const rowId = ({ email }: Invitee) => email;
const NONE: readonly Invitee[] = [];

/** A list that is being sent or was: how far it is, and what became of each address. */
export function JobView({ job }: { readonly job: InviteJob }) {
  const { rows, error } = useJobRows(job);
  const { teamName } = useTeams(job.organization_id);
  const [shownResult, setShownResult] = useState<InviteResult | null>(null);
  const columns = useMemo(() => jobColumns(teamName), [teamName]);
  const all = rows ?? NONE;
  const shown = useMemo(
    () => (shownResult === null ? all : all.filter(({ result }) => result === shownResult)),
    [all, shownResult],
  );
  return (
    <>
      <JobHead job={job} />
      <div className="flex min-h-11 shrink-0 items-center border-line border-b px-4">
        <StateChips
          label="Rows by result"
          chips={INVITE_RESULTS.map((state) => ({ state, label: RESULT_NAMES[state], count: job.counts[state] }))}
          shown={shownResult}
          onShown={setShownResult}
        />
      </div>
      <DataTable
        label="Invitations of this list"
        rows={shown}
        columns={columns}
        rowId={rowId}
        rowName={rowId}
        loading={rows === null && error === null}
        error={error}
        total={job.total}
        noun={['row', 'rows']}
        empty={
          <EmptyState
            title="No row has this result"
            action={<Button onClick={() => setShownResult(null)}>Show all rows</Button>}
          />
        }
      />
    </>
  );
}

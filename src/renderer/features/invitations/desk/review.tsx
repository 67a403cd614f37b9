import { ListRestart, Pencil, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RoleId } from '../../../../contract/permissions.ts';
import { plural, roleOptions } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { usePickedRows } from '../../../ui/use-picked-rows.ts';
import { ReasonButton } from '../../members/reason-button.tsx';
import { useBlocked } from '../../members/use-blocked.ts';
import { useTeams } from '../../members/use-teams.ts';
import { roleRisk } from '../role-risk.ts';
import { CheckBanner } from './check-banner.tsx';
import { ChooseTeamsDialog } from './choose-teams-dialog.tsx';
import { deskColumns } from './desk-columns.tsx';
import { deskEdits } from './desk-edits.ts';
import type { DeskRow } from './desk-rows.ts';
import { changeDesk, type Desk } from './desk-store.ts';
import { EditRowDialog } from './edit-row-dialog.tsx';
import { countStates, type JudgedRow, judgeRows, ROW_STATES, type RowState, STATE_NAMES } from './row-state.ts';
import { SendDialog } from './send-dialog.tsx';
import { StateChips } from './state-chips.tsx';
import { useDeskCheck } from './use-desk-check.ts';

interface ReviewProps {
  readonly account: string;
  readonly org: string;
  readonly organizationName: string;
  readonly desk: Desk;
  readonly rows: readonly DeskRow[];
}

type Asking = { readonly edit: JudgedRow } | { readonly teams: ReadonlySet<string> } | 'send' | null;

const rowId = ({ id }: JudgedRow) => id;
const rowName = ({ email, written, place }: JudgedRow) => email ?? (written || `row ${place}`);

/** Chooses a role for some rows, with what each risks. */
function RoleMenu({ label, onRole }: { readonly label: string; readonly onRole: (role: RoleId) => void }) {
  const entries = roleOptions.map(({ value, label: name }) => ({
    label: `${name}: ${roleRisk(value).text.toLowerCase()}`,
    onSelect: () => onRole(value),
  }));
  return <Menu trigger={<Button>{label}</Button>} entries={entries} />;
}

/** The list before it is sent: what would happen to each row, and everything to mend it. */
export function Review({ account, org, organizationName, desk, rows }: ReviewProps) {
  const blocked = useBlocked();
  const { teamName, rows: teams } = useTeams(org);
  const [shownState, setShownState] = useState<RowState | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const judged = useMemo(() => judgeRows(rows, desk.answers), [rows, desk.answers]);
  const check = useDeskCheck(account, org, judged, blocked === undefined);
  const counts = useMemo(() => countStates(judged), [judged]);
  const shown = useMemo(
    () => (shownState === null ? judged : judged.filter(({ state }) => state === shownState)),
    [judged, shownState],
  );
  const picked = usePickedRows(shown, rowId);
  const columns = useMemo(() => deskColumns(teamName), [teamName]);
  const edits = useMemo(() => deskEdits(account, org), [account, org]);
  const fresh = useMemo(() => judged.filter(({ state }) => state === 'new'), [judged]);
  const all = () => new Set(judged.map(rowId));
  const reason =
    blocked ??
    (counts.checking > 0
      ? 'The list is being checked.'
      : fresh.length === 0
        ? 'There is nobody new in this list.'
        : undefined);
  const close = () => setAsking(null);
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 border-line border-b px-4">
        <StateChips
          label="Rows by what happens to them"
          chips={ROW_STATES.map((state) => ({ state, label: STATE_NAMES[state], count: counts[state] }))}
          shown={shownState}
          onShown={setShownState}
        />
        <div className="ml-auto flex shrink-0 items-center gap-2 py-1.5">
          <Button
            variant="ghost"
            icon={ListRestart}
            onClick={() => changeDesk(account, org, { rows: null, answers: new Map() })}
          >
            Back to the source
          </Button>
          <RoleMenu label="Role for all…" onRole={(role) => edits.setRole(all(), role)} />
          <ReasonButton variant="primary" reason={reason} onClick={() => setAsking('send')}>
            Invite {plural(fresh.length, 'person', 'people')}…
          </ReasonButton>
        </div>
      </div>
      <CheckBanner check={check} blocked={blocked} left={counts.checking} />
      <DataTable
        label="People to invite"
        rows={shown}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        selected={picked.ids}
        onSelectedChange={picked.setIds}
        onOpen={(row) => setAsking({ edit: row })}
        actions={(row) => [
          { label: 'Edit row…', icon: Pencil, onSelect: () => setAsking({ edit: row }) },
          { label: 'Remove row', icon: Trash2, onSelect: () => edits.remove(new Set([row.id])) },
        ]}
        selectionActions={
          <>
            <RoleMenu label="Change role…" onRole={(role) => edits.setRole(picked.ids, role)} />
            {teams.length > 0 && <Button onClick={() => setAsking({ teams: picked.ids })}>Set teams…</Button>}
            <Button icon={Trash2} onClick={() => edits.remove(picked.ids)}>
              Remove {plural(picked.ids.size, 'row')}
            </Button>
          </>
        }
        total={judged.length}
        noun={['row', 'rows']}
        empty={
          <EmptyState
            title={judged.length === 0 ? 'No row is left' : 'No row is in this state'}
            text={judged.length === 0 ? 'Go back to the source and take it in again.' : 'Mended rows have moved on.'}
            action={judged.length > 0 && <Button onClick={() => setShownState(null)}>Show all rows</Button>}
          />
        }
      />
      {asking === 'send' && (
        <SendDialog
          {...{ account, org, organizationName }}
          rows={fresh}
          leftOut={judged.length - fresh.length}
          onClose={close}
        />
      )}
      {asking !== null && typeof asking === 'object' && 'edit' in asking && (
        <EditRowDialog org={org} row={asking.edit} onSave={edits.replace} onClose={close} />
      )}
      {asking !== null && typeof asking === 'object' && 'teams' in asking && (
        <ChooseTeamsDialog
          org={org}
          count={asking.teams.size}
          onChosen={(chosen) => edits.setTeams(asking.teams, chosen)}
          onClose={close}
        />
      )}
    </>
  );
}

import { Building2, Download, ShieldCheck } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { AddressOf } from '../../../lib/address.ts';
import { clock } from '../../../lib/clock.ts';
import { useOpenRow } from '../../../lib/open-row.ts';
import { useStatus } from '../../../lib/page.ts';
import { saveText } from '../../../lib/save-file.ts';
import { matcher } from '../../../lib/text-match.ts';
import { useAddress } from '../../../lib/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import type { MenuEntry } from '../../../ui/menu-entries.ts';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { useSearchText } from '../../members/use-search-text.ts';
import { BaselineDialog } from './baseline-dialog.tsx';
import { fleetSearch } from './fleet-address.ts';
import { fleetColumns } from './fleet-columns.tsx';
import { fleetCsv } from './fleet-csv.ts';
import { FleetPanel } from './fleet-panel.tsx';
import { goToPlace, PLACES } from './fleet-places.ts';
import { type FleetRow, fleetRowId, fleetRowName, spendState } from './fleet-row.ts';
import { FleetFailures, FleetSummary } from './fleet-summary.tsx';
import { totalsOf } from './fleet-totals.ts';
import { fromSort, sortFleet, toSort } from './sort-fleet.ts';
import { useFleet } from './use-fleet.ts';

type Show = NonNullable<AddressOf<typeof fleetSearch>['show']>;

const SHOWS: readonly { readonly value: Show; readonly label: string; readonly keeps: (row: FleetRow) => boolean }[] = [
  { value: 'gaps', label: 'policy gaps', keeps: ({ gaps }) => (gaps?.length ?? 0) > 0 },
  { value: 'expiring', label: 'invitations that expire', keeps: ({ invitations }) => (invitations?.expiring ?? 0) > 0 },
  {
    value: 'budgets',
    label: 'a budget that warns',
    keeps: (row) => ['over', 'warning'].includes(spendState(row) ?? ''),
  },
];

const entries = (row: FleetRow): readonly MenuEntry[] => [
  { label: 'Open organization', onSelect: () => goToPlace(row, PLACES.home) },
  { label: 'Show members', onSelect: () => goToPlace(row, PLACES.members) },
  { label: 'Show pending invitations', onSelect: () => goToPlace(row, PLACES.invitations) },
  { label: 'Show costs', onSelect: () => goToPlace(row, PLACES.costs) },
  { label: 'Show budgets', onSelect: () => goToPlace(row, PLACES.budgets) },
  { label: 'Show security', onSelect: () => goToPlace(row, PLACES.security) },
];

const today = (): string => clock.timestamp().slice(0, 10);

/** Every organization beside the others: people, invitations, money and policies. */
export function FleetTab() {
  const fleet = useFleet();
  const { rows, failures, rules, isPending, refetch } = fleet;
  const [{ search = '', show, sort, open }, setAddress] = useAddress(fleetSearch);
  const [text, setText] = useSearchText(search, (typed) => setAddress({ search: typed || undefined }));
  const [setting, setSetting] = useState(false);
  useStatus({ asOf: fleet.asOf });
  const columns = useMemo(() => fleetColumns(fleet.several), [fleet.several]);
  const shown = useMemo(() => {
    const matches = matcher(text);
    const keeps = SHOWS.find(({ value }) => value === show)?.keeps ?? (() => true);
    const kept = rows.filter((row) => matches(`${row.organization.name} ${row.organization.id}`) && keeps(row));
    return sortFleet(kept, columns, toSort(sort));
  }, [rows, text, show, sort, columns]);
  const totals = useMemo(() => totalsOf(shown), [shown]);
  const onOpenId = useCallback((id: string | undefined) => setAddress({ open: id }), [setAddress]);
  const details = useOpenRow(shown, fleetRowId, open, onOpenId);
  const opened = details.row;
  const [failure] = failures;
  const showAll = () => {
    setText('');
    setAddress({ search: undefined, show: undefined });
  };
  return (
    <>
      <Toolbar
        actions={
          <>
            <Button icon={ShieldCheck} onClick={() => setSetting(true)}>
              Baseline…
            </Button>
            <ReasonButton
              icon={Download}
              reason={shown.length === 0 ? 'There is nothing to export.' : undefined}
              onClick={() => void saveText(`organizations-${today()}.csv`, fleetCsv(shown))}
            >
              Export CSV
            </ReasonButton>
          </>
        }
      >
        <SearchField label="Search organizations" value={text} onValueChange={setText} />
        <FilterChips
          filters={[{ id: 'show', name: 'With', relation: '', options: SHOWS, value: show ?? null }]}
          onChange={(_, value) => setAddress({ show: SHOWS.find((option) => option.value === value)?.value })}
        />
      </Toolbar>
      {(rows.length > 0 || isPending) && <FleetFailures failures={failures} onRetry={refetch} />}
      {rows.length > 0 && <FleetSummary totals={totals} organizations={shown.length} measured={rules !== null} />}
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <DataTable
            label="Organizations side by side"
            columnsKey="fleet"
            rows={shown}
            columns={columns}
            rowId={fleetRowId}
            rowName={fleetRowName}
            sort={toSort(sort)}
            onSortChange={(next) => setAddress({ sort: fromSort(next) })}
            onOpen={details.open}
            openId={opened === undefined ? null : fleetRowId(opened)}
            actions={entries}
            loading={isPending}
            error={rows.length === 0 && failure !== undefined ? failure.error : null}
            onRetry={refetch}
            total={rows.length}
            noun={['organization', 'organizations']}
            empty={
              rows.length === 0 ? (
                <EmptyState
                  icon={Building2}
                  title="No organization yet"
                  text="Organizations that you create or join stand here side by side."
                />
              ) : (
                <EmptyState
                  icon={Building2}
                  title="No organization matches"
                  text="None has this in its name or id, and what is asked for."
                  action={<Button onClick={showAll}>Show all organizations</Button>}
                />
              )
            }
          />
        </div>
        {opened !== undefined && (
          <FleetPanel
            row={opened}
            measured={rules !== null}
            onClose={details.close}
            onPrevious={details.previous}
            onNext={details.next}
          />
        )}
      </div>
      {setting && (
        <BaselineDialog baseline={fleet.baseline} rules={rules} rows={rows} onClose={() => setSetting(false)} />
      )}
    </>
  );
}

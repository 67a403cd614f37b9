import { useNavigate } from '@tanstack/react-router';
import { ArrowDownWideNarrow, Boxes, LayoutGrid, List, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import { rolesThatMay } from '../../lib/abilities.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { useOrganization, useOrgIdOrNull } from '../../lib/current.ts';
import { plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { useRemembered } from '../../lib/remembered.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Sort } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { useSearchText } from '../members/use-search-text.ts';
import { AppCards } from './app-cards.tsx';
import { appColumns } from './app-columns.tsx';
import { type AppOrder, appOrders, appsSearch } from './apps-search.ts';
import { CreateAppDialog } from './create-app-dialog.tsx';
import { labelsOf, selectApps } from './select-apps.ts';
import { useAppActs } from './use-app-acts.tsx';
import { useAppLink } from './use-app-link.ts';
import { useApps, useProfileId } from './use-apps.ts';

const rowId = ({ id }: App) => id;
const rowName = ({ name }: App) => name;
const DEFAULT_ORDER: AppOrder = '-changed';

const toSort = (order: AppOrder): Sort => ({ id: order.replace('-', ''), desc: order.startsWith('-') });
const fromSort = (sort: Sort | null): AppOrder | undefined =>
  appOrders.find((order) => order === `${sort?.desc ? '-' : ''}${sort?.id}`);

const ORDER_NAMES: readonly (readonly [AppOrder, string])[] = [
  ['-changed', 'Last changed first'],
  ['name', 'By name'],
  ['-stars', 'Most stars first'],
  ['-created', 'Newest first'],
];

/** Cards have no head to click on. */
function OrderMenu({ order, onOrder }: { order: AppOrder; onOrder: (order: AppOrder) => void }) {
  return (
    <Menu
      align="end"
      trigger={<IconButton label="Sort apps" icon={ArrowDownWideNarrow} />}
      entries={ORDER_NAMES.map(([value, label]) => ({
        label,
        checked: value === order,
        onSelect: () => onOrder(value),
      }))}
    />
  );
}

/** Why no app can be created here, and why none can be labeled. */
function useReasons() {
  const organization = useOrganization();
  const acting = useOrgIdOrNull();
  const blocked = useBlocked();
  const may = (action: 'create_apps' | 'edit_compliance_labels') =>
    acting === null || organization?.abilities[action] !== false
      ? undefined
      : `Your role does not allow it; ${rolesThatMay(action)} may.`;
  return { create: blocked ?? may('create_apps'), labels: may('edit_compliance_labels') };
}

function AppList({ owner, ofOrganization }: { owner: string; ofOrganization: boolean }) {
  const apps = useApps(owner);
  const [address, setAddress] = useAddress(appsSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [view, setView] = useRemembered('apps', 'list');
  const [creating, setCreating] = useState(false);
  const acts = useAppActs();
  const link = useAppLink();
  const navigate = useNavigate();
  const reasons = useReasons();
  useMenuCommand('new_app', () => setCreating(true), reasons.create === undefined);
  const labels = useMemo(() => labelsOf(apps.rows), [apps.rows]);
  const order = address.sort ?? DEFAULT_ORDER;
  const shown = useMemo(
    () => selectApps(apps.rows, { search: text, label: address.label, sort: order }),
    [apps.rows, text, address.label, order],
  );
  const columns = useMemo(() => appColumns(acts.star), [acts.star]);
  const cards = view === 'cards';
  useStatus({ asOf: apps.asOf, ...(cards && apps.complete && { count: plural(shown.length, 'app') }) });
  const create = (
    <ReasonButton variant="primary" icon={Plus} reason={reasons.create} onClick={() => setCreating(true)}>
      Create app…
    </ReasonButton>
  );
  const showAll = () => {
    setText('');
    setAddress({ search: undefined, label: undefined });
  };
  const empty = (
    <EmptyState
      icon={Boxes}
      title="No app matches"
      text="No app has this in its name, id or description, and this label."
      action={<Button onClick={showAll}>Show all apps</Button>}
    />
  );
  const none = (
    <EmptyState
      icon={Boxes}
      title={ofOrganization ? 'No app that you can reach' : 'No app yet'}
      text="An app holds models, workflows and data, and decides who works with them."
      action={create}
    />
  );
  const list = (
    <>
      <Toolbar
        actions={
          <>
            {cards && <OrderMenu order={order} onOrder={(sort) => setAddress({ sort })} />}
            <IconButton
              label={cards ? 'Show as list' : 'Show as cards'}
              icon={cards ? List : LayoutGrid}
              onClick={() => setView(cards ? 'list' : 'cards')}
            />
            {create}
          </>
        }
      >
        <SearchField label="Search name, id or description" value={text} onValueChange={setText} />
        <FilterChips
          filters={[
            {
              id: 'label',
              name: 'Label',
              options: labels.map((value) => ({ value, label: value })),
              value: address.label ?? null,
            },
          ].filter(({ options, value }) => options.length > 0 || value !== null)}
          onChange={(_, value) => setAddress({ label: value ?? undefined })}
        />
      </Toolbar>
      {cards && apps.rows.length > 0 ? (
        shown.length === 0 ? (
          empty
        ) : (
          <AppCards apps={shown} entries={acts.entries} onStar={acts.star} />
        )
      ) : cards && apps.error !== null ? (
        <ErrorState error={apps.error} onRetry={apps.refetch} />
      ) : (
        <DataTable
          label="Apps"
          columnsKey="apps"
          rows={shown}
          columns={columns}
          rowId={rowId}
          rowName={rowName}
          sort={toSort(order)}
          onSortChange={(sort) => setAddress({ sort: fromSort(sort) })}
          onOpen={acts.open}
          actions={acts.entries}
          loading={apps.isPending}
          error={apps.rows.length === 0 ? apps.error : null}
          onRetry={apps.refetch}
          total={apps.complete ? apps.rows.length : null}
          noun={['app', 'apps']}
          empty={empty}
        />
      )}
    </>
  );
  return (
    <>
      {apps.complete && apps.rows.length === 0 ? none : list}
      {/* One place for both: a form keeps what was typed when the list turns out to be empty. */}
      {acts.dialogs}
      {creating && (
        <CreateAppDialog
          owner={owner}
          ofOrganization={ofOrganization}
          knownLabels={labels}
          labelsReason={reasons.labels}
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            void navigate(link({ user_id: owner, id }));
          }}
        />
      )}
    </>
  );
}

/** The apps of whom one acts as. */
export function AppsPage() {
  const org = useOrgIdOrNull();
  const owner = useProfileId();
  if (org === null) return <AppList key={owner} owner={owner} ofOrganization={false} />;
  return (
    <Gate action="view_apps" what="apps">
      <AppList key={owner} owner={owner} ofOrganization />
    </Gate>
  );
}

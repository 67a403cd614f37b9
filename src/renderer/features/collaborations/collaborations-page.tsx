import { useNavigate } from '@tanstack/react-router';
import { Boxes, Copy, Handshake, LogOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Collaboration } from '../../../contract/api/collaborators.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { useOrgIdOrNull } from '../../lib/current.ts';
import { fullName, plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { actionWords, describeScopes } from '../access/action-words.ts';
import { useAppLink } from '../apps/use-app-link.ts';
import { useProfileId } from '../apps/use-apps.ts';
import { useSearchText } from '../members/use-search-text.ts';
import { collaborationsSearch } from './collaborations-search.ts';

const pick = (answer: AnswerOf<'collaborations.list'>) => answer.collaborations;
const ownerName = ({ app_owner }: Collaboration) => fullName(app_owner) || app_owner.id;
const rowId = ({ app }: Collaboration) => `${app.user_id} ${app.id}`;
const rowName = ({ app }: Collaboration) => app.name;

const COLUMNS: readonly Column<Collaboration>[] = [
  {
    id: 'name',
    header: 'App',
    grow: 2,
    min: 190,
    sortValue: ({ app }) => app.name.toLocaleLowerCase(),
    cell: ({ app: { id, name } }) => (
      <span className="truncate" title={`${name} · ${id}`}>
        <bdi className="font-medium">{name}</bdi> <span className="font-mono text-muted text-xs">{id}</span>
      </span>
    ),
  },
  {
    id: 'owner',
    header: 'Owner',
    grow: 2,
    min: 170,
    sortValue: (row) => ownerName(row).toLocaleLowerCase(),
    cell: (row) => (
      <PersonCell id={row.app_owner.id} name={ownerName(row)} image={row.app_owner.image} kind={row.app_owner.kind} />
    ),
  },
  {
    id: 'scopes',
    header: 'May do',
    grow: 2,
    min: 150,
    cell: ({ scopes }) => <span title={scopes.map(actionWords).join(', ')}>{describeScopes(scopes)}</span>,
  },
  {
    id: 'since',
    header: 'Since',
    width: 120,
    sortValue: ({ created_at }) => created_at,
    cell: ({ created_at }) => <RelativeTime time={created_at} />,
  },
];

interface EndProps {
  readonly profile: string;
  readonly collaboration: Collaboration;
  readonly onClose: () => void;
}

function EndDialog({ profile, collaboration, onClose }: EndProps) {
  const { app } = collaboration;
  const { run } = useCommand('collaborators.remove');
  const invalidate = useInvalidate();
  const { error, confirm } = useConfirmed(async () => {
    await run({ params: { user_id: app.user_id, app_id: app.id }, body: { ids: [profile] } });
    void invalidate(profile, 'collaborations.list', 'starred.list');
    toast.success(`The collaboration in ${app.name} has ended.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`End the collaboration in ${app.name}?`}
      consequences={[
        'The app is no longer reached from here, at once.',
        `Only ${ownerName(collaboration)} can let you in again.`,
      ]}
      confirmLabel="End collaboration"
      onConfirm={confirm}
      error={error}
    />
  );
}

function Collaborations({ profile }: { profile: string }) {
  const view = useAllPages('collaborations.list', { params: { user_id: profile } }, pick);
  const [address, setAddress] = useAddress(collaborationsSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [ending, setEnding] = useState<Collaboration | null>(null);
  const org = useOrgIdOrNull();
  const navigate = useNavigate();
  const link = useAppLink();
  const blocked = useBlocked();
  useStatus({ asOf: view.asOf });
  const shown = useMemo(() => {
    const matches = matcher(text);
    return view.rows.filter((row) => matches(`${row.app.name} ${row.app.id} ${ownerName(row)} ${row.app_owner.id}`));
  }, [view.rows, text]);
  const open = ({ app }: Collaboration) => void navigate(link(app));
  // An organization's own collaboration ends where the app is, by those who own it.
  const endReason = blocked ?? (org === null ? undefined : 'Whoever owns the app can end what they share with it.');
  if (view.complete && view.rows.length === 0)
    return (
      <EmptyState
        icon={Handshake}
        title="Nothing is shared from elsewhere"
        text="Apps of other people and organizations appear here when they add this profile as a collaborator."
      />
    );
  return (
    <>
      <Toolbar>
        <SearchField label="Search app or owner" value={text} onValueChange={setText} />
        <span className="truncate text-muted">{plural(view.rows.length, 'app')} of others</span>
      </Toolbar>
      <DataTable
        label="Collaborations"
        rows={shown}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        onOpen={open}
        actions={(row) => [
          { label: 'Open', icon: Boxes, shortcut: 'Enter', onSelect: () => open(row) },
          { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(row.app.id) },
          { separator: true },
          {
            label: 'End collaboration…',
            icon: LogOut,
            danger: true,
            disabledReason: endReason,
            onSelect: () => setEnding(row),
          },
        ]}
        loading={view.isPending}
        error={view.rows.length === 0 ? view.error : null}
        onRetry={view.refetch}
        total={view.complete ? view.rows.length : null}
        noun={['collaboration', 'collaborations']}
        empty={<EmptyState icon={Handshake} title={`Nothing matches “${text}”`} text="Search by app or owner." />}
      />
      {ending && <EndDialog profile={profile} collaboration={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

/** Others' apps in which whom one acts as may work. */
export function CollaborationsPage() {
  const org = useOrgIdOrNull();
  const profile = useProfileId();
  if (org === null) return <Collaborations key={profile} profile={profile} />;
  return (
    <Gate action="view_apps" what="collaborations">
      <Collaborations key={profile} profile={profile} />
    </Gate>
  );
}

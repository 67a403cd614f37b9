import { Ban, Search } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import type { App } from '../../../contract/api/apps.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { roleName } from '../../lib/format.ts';
import { type OpenRow, useOpenRow } from '../../lib/open-row.ts';
import { personName } from '../../lib/person-name.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { describeActions } from '../access/action-words.ts';
import { GrantList } from '../access/grant-list.tsx';
import { type AccessNames, grantsText } from '../access/grant-sentence.ts';
import { useAccessNames } from '../access/use-access-names.ts';
import { useSearchText } from '../members/use-search-text.ts';
import { appSearch } from './apps-search.ts';

const pick = (answer: AnswerOf<'access.list'>) => answer.access;
const rowId = ({ user }: AccessEntry) => user.id;
const rowName = ({ user }: AccessEntry) => personName(user);

const columnsOf = (names: AccessNames): readonly Column<AccessEntry>[] => [
  {
    id: 'name',
    header: 'Name',
    min: 190,
    grow: 2,
    sortValue: ({ user }) => personName(user).toLocaleLowerCase(),
    cell: ({ user }) => <PersonCell id={user.id} name={personName(user)} image={user.image} />,
  },
  {
    id: 'role',
    header: 'Role',
    width: 178,
    sortValue: ({ role_id }) => (role_id === null ? '' : roleName(role_id)),
    cell: ({ role_id }) => (role_id === null ? <span className="text-muted">No member</span> : roleName(role_id)),
  },
  {
    id: 'may',
    header: 'May do',
    min: 170,
    sortValue: ({ actions }) => actions.length,
    cell: ({ actions, denials }) =>
      denials.length > 0 ? (
        <Badge tone="red" icon={Ban}>
          Kept out
        </Badge>
      ) : (
        describeActions(actions)
      ),
  },
  {
    id: 'through',
    header: 'How',
    min: 200,
    grow: 3,
    cell: (entry) => {
      const text = grantsText(entry.grants, names, entry.user.id);
      return <span title={text}>{text}</span>;
    },
  },
];

interface DetailsProps {
  readonly org: string;
  readonly entry: AccessEntry;
  readonly names: AccessNames;
  readonly people: OpenRow<AccessEntry>;
}

function Details({ org, entry, names, people }: DetailsProps) {
  const { user, role_id } = entry;
  return (
    <Panel
      title={personName(user)}
      subtitle={role_id === null ? 'No member of the organization' : roleName(role_id)}
      onClose={people.close}
      onPrevious={people.previous}
      onNext={people.next}
    >
      <GrantList org={org} entry={entry} names={names} />
    </Panel>
  );
}

function Reach({ app, org }: { app: App; org: string }) {
  const view = useAllPages('access.list', { params: { org_id: org }, query: { app_id: app.id } }, pick);
  const names = useAccessNames(org);
  const [address, setAddress] = useAddress(appSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const columns = useMemo(() => columnsOf(names), [names]);
  const shown = useMemo(() => {
    const matches = matcher(text);
    return view.rows.filter(({ user }) => matches(`${user.first_name} ${user.last_name} ${user.id}`));
  }, [view.rows, text]);
  const onOpenId = useCallback((person: string | undefined) => setAddress({ person }), [setAddress]);
  const people = useOpenRow(shown, rowId, address.person, onOpenId);
  const entry = people.row;
  const narrow = entry !== undefined;
  const shownColumns = narrow ? columns.filter(({ id }) => id === 'name' || id === 'may') : columns;
  return (
    <>
      <Toolbar>
        <SearchField label="Search people" value={text} onValueChange={setText} />
        <span className="truncate text-muted">
          Everybody whom a role, a team, a collaboration or visibility lets in.
        </span>
      </Toolbar>
      <div className="relative flex min-h-0 flex-1">
        <DataTable
          label="Who can reach the app"
          rows={shown}
          columns={shownColumns}
          rowId={rowId}
          rowName={rowName}
          onOpen={people.open}
          openId={entry?.user.id ?? null}
          loading={view.isPending}
          error={view.rows.length === 0 ? view.error : null}
          onRetry={view.refetch}
          total={view.complete ? view.rows.length : null}
          noun={['person', 'people']}
          empty={
            <EmptyState
              icon={Search}
              title={view.rows.length === 0 ? 'Nobody reaches this app' : `Nobody matches “${text}”`}
            />
          }
        />
        {entry && <Details {...{ org, entry, names, people }} />}
      </div>
    </>
  );
}

/** Who can reach the app, with what, and through what. */
export function AppAccessTab({ app, org }: { readonly app: App; readonly org: string }) {
  return (
    <Gate action="view_access" what="who can reach an app">
      <Reach app={app} org={org} />
    </Gate>
  );
}

import {
  Boxes,
  Copy,
  Database,
  FileImage,
  type LucideIcon,
  PanelsTopLeft,
  Pencil,
  Plus,
  Star,
  StarOff,
  Trash2,
  Workflow,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import { CONTENT_RIGHTS, type ContentItem, type ContentKind } from '../../../contract/api/content.ts';
import type { StarTarget } from '../../../contract/api/stars.ts';
import { useMe } from '../../lib/current.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { usePickedRows } from '../../ui/use-picked-rows.ts';
import { useSearchText } from '../members/use-search-text.ts';
import { appReason } from './app-offers.ts';
import { appSearch } from './apps-search.ts';
import { contentColumns } from './content-columns.tsx';
import { ContentFormDialog } from './content-form-dialog.tsx';
import { CONTENT_TEXTS, singular } from './content-words.ts';
import { DeleteContentDialog } from './delete-content-dialog.tsx';
import { useContent } from './use-content.ts';
import { useStar } from './use-star.ts';

const ICONS: Readonly<Record<ContentKind, LucideIcon>> = {
  models: Boxes,
  workflows: Workflow,
  datasets: Database,
  inputs: FileImage,
  modules: PanelsTopLeft,
};

const rowId = ({ id }: ContentItem) => id;
const rowName = ({ name }: ContentItem) => name;

interface TabProps {
  readonly app: App;
  readonly kind: ContentKind;
  readonly ofOrganization: boolean;
}

/** A star for something in an app; inputs have none. */
const targetOf = (kind: ContentKind, { id, user_id, app_id }: ContentItem): StarTarget =>
  ({ [singular(kind)]: { id, user_id, app_id } }) as unknown as StarTarget;

/** A call takes at most this many. */
const MOST = 100;

/** One kind of what is in the app. */
export function ContentTab({ app, kind, ofOrganization }: TabProps) {
  const content = useContent(app, kind);
  const [address, setAddress] = useAddress(appSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [editing, setEditing] = useState<ContentItem | 'new' | null>(null);
  const [deleting, setDeleting] = useState<readonly ContentItem[] | null>(null);
  const blocked = useBlocked();
  const give = useStar(useMe()?.id ?? '');
  const rights = CONTENT_RIGHTS[kind];
  const reasons = {
    create: appReason(app, rights.create, blocked),
    edit: appReason(app, rights.edit, blocked),
    delete: appReason(app, rights.delete, blocked),
  };
  const columns = useMemo(() => {
    const star = (item: ContentItem) => void give(targetOf(kind, item), item.user_id, !item.is_starred);
    return contentColumns(kind === 'inputs' ? undefined : star);
  }, [kind, give]);
  const shown = useMemo(() => {
    const matches = matcher(text);
    return content.rows.filter(({ id, name, description, type }) => matches(`${name} ${id} ${type} ${description}`));
  }, [content.rows, text]);
  const picked = usePickedRows(shown, rowId);
  const entries = (item: ContentItem): readonly MenuEntry[] => [
    {
      label: 'Edit…',
      icon: Pencil,
      shortcut: 'Enter',
      disabledReason: reasons.edit,
      onSelect: () => setEditing(item),
    },
    ...(kind === 'inputs'
      ? []
      : [
          {
            label: item.is_starred ? 'Unstar' : 'Star',
            icon: item.is_starred ? StarOff : Star,
            disabledReason: blocked,
            onSelect: () => void give(targetOf(kind, item), item.user_id, !item.is_starred),
          },
        ]),
    { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(item.id) },
    { separator: true },
    {
      label: 'Delete…',
      icon: Trash2,
      danger: true,
      disabledReason: reasons.delete,
      onSelect: () => setDeleting([item]),
    },
  ];
  const create = (
    <ReasonButton variant="primary" icon={Plus} reason={reasons.create} onClick={() => setEditing('new')}>
      Create {singular(kind)}…
    </ReasonButton>
  );
  return (
    <>
      {content.rows.length > 0 && (
        <Toolbar actions={create}>
          <SearchField label={`Search ${kind}`} value={text} onValueChange={setText} />
        </Toolbar>
      )}
      <DataTable
        label={kind.charAt(0).toUpperCase() + kind.slice(1)}
        columnsKey={`content.${kind}`}
        rows={shown}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        selected={picked.ids}
        onSelectedChange={picked.setIds}
        selectionActions={
          <ReasonButton
            icon={Trash2}
            reason={reasons.delete ?? (picked.rows.length > MOST ? `Select at most ${MOST}.` : undefined)}
            onClick={() => setDeleting(picked.rows)}
          >
            Delete…
          </ReasonButton>
        }
        {...(reasons.edit === undefined && { onOpen: (item: ContentItem) => setEditing(item) })}
        actions={entries}
        loading={content.isPending}
        error={content.rows.length === 0 ? content.error : null}
        onRetry={content.refetch}
        total={content.complete ? content.rows.length : null}
        noun={[singular(kind), kind]}
        empty={
          content.rows.length > 0 ? (
            <EmptyState title={`None of the ${kind} matches “${text}”`} />
          ) : (
            <EmptyState icon={ICONS[kind]} title={`No ${kind} yet`} text={CONTENT_TEXTS[kind]} action={create} />
          )
        }
      />
      {editing && (
        <ContentFormDialog
          app={app}
          kind={kind}
          item={editing === 'new' ? undefined : editing}
          ofOrganization={ofOrganization}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && <DeleteContentDialog app={app} kind={kind} items={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

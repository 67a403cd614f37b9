import { Copy, Handshake, Pencil, UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { Collaborator } from '../../../contract/api/collaborators.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { useMe } from '../../lib/current.ts';
import { plural } from '../../lib/format.ts';
import { nameSome } from '../../lib/person-name.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { toast } from '../../ui/toast.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { usePickedRows } from '../../ui/use-picked-rows.ts';
import { actionWords, describeScopes } from '../access/action-words.ts';
import { WhatIf } from '../access/what-if.tsx';
import { appReason } from './app-offers.ts';
import { CollaboratorDialog, collaboratorName } from './collaborator-dialog.tsx';

const pick = (answer: AnswerOf<'collaborators.list'>) => answer.collaborators;
const rowId = ({ id }: Collaborator) => id;

const COLUMNS: readonly Column<Collaborator>[] = [
  {
    id: 'name',
    header: 'Name',
    grow: 2,
    min: 200,
    sortValue: (row) => collaboratorName(row).toLocaleLowerCase(),
    cell: (row) => (
      <PersonCell
        id={row.id}
        name={collaboratorName(row)}
        image={row.user.image}
        kind={row.user.kind}
        note={row.user.kind === 'organization' ? 'organization' : row.id}
      />
    ),
  },
  {
    id: 'scopes',
    header: 'May do',
    grow: 2,
    min: 160,
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
  readonly app: App;
  readonly org: string | null;
  readonly collaborators: readonly Collaborator[];
  readonly onClose: () => void;
}

function EndDialog({ app, org, collaborators, onClose }: EndProps) {
  const { run } = useCommand('collaborators.remove');
  const invalidate = useInvalidate();
  const ids = collaborators.map(rowId);
  const who = nameSome(collaborators.map(collaboratorName));
  const { error, confirm } = useConfirmed(async () => {
    await run({ params: { user_id: app.user_id, app_id: app.id }, body: { ids } });
    void invalidate(app.user_id, 'collaborators.list', 'access.list', 'access.simulate');
    toast.success(`${who} no longer ${ids.length === 1 ? 'works' : 'work'} in ${app.name}.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`End the collaboration with ${who}?`}
      consequences={[`They lose ${app.name} at once, unless something else lets them in. What they made in it stays.`]}
      confirmLabel={`End ${plural(ids.length, 'collaboration')}`}
      onConfirm={confirm}
      error={error}
    >
      {org !== null && (
        <WhatIf org={org} changes={ids.map((user_id) => ({ type: 'remove_collaborator', app_id: app.id, user_id }))} />
      )}
    </ConfirmDialog>
  );
}

/** Who else works in the app. */
export function CollaboratorsTab({ app, org }: { readonly app: App; readonly org: string | null }) {
  const params = { user_id: app.user_id, app_id: app.id };
  const view = useAllPages('collaborators.list', { params }, pick);
  const [editing, setEditing] = useState<Collaborator | 'new' | null>(null);
  const [ending, setEnding] = useState<readonly Collaborator[] | null>(null);
  const blocked = useBlocked();
  const me = useMe()?.id;
  const picked = usePickedRows(view.rows, rowId);
  const reason = appReason(app, 'edit_collaborators', blocked);
  // Anybody may end their own.
  const endReason = (rows: readonly Collaborator[]) => (rows.every(({ id }) => id === me) ? blocked : reason);
  const add = (
    <ReasonButton variant="primary" icon={UserPlus} reason={reason} onClick={() => setEditing('new')}>
      Add collaborator…
    </ReasonButton>
  );
  return (
    <>
      {view.rows.length > 0 && (
        <Toolbar actions={add}>
          <span className="truncate text-muted">People and organizations who work here without a role or a team.</span>
        </Toolbar>
      )}
      <DataTable
        label="Collaborators"
        rows={view.rows}
        columns={COLUMNS}
        rowId={rowId}
        rowName={collaboratorName}
        selected={picked.ids}
        onSelectedChange={picked.setIds}
        selectionActions={
          <ReasonButton icon={UserMinus} reason={endReason(picked.rows)} onClick={() => setEnding(picked.rows)}>
            End collaboration…
          </ReasonButton>
        }
        {...(reason === undefined && { onOpen: (row: Collaborator) => setEditing(row) })}
        actions={(row) => [
          {
            label: 'Change what they may do…',
            icon: Pencil,
            shortcut: 'Enter',
            disabledReason: reason,
            onSelect: () => setEditing(row),
          },
          { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(row.id) },
          { separator: true },
          {
            label: 'End collaboration…',
            icon: UserMinus,
            danger: true,
            disabledReason: endReason([row]),
            onSelect: () => setEnding([row]),
          },
        ]}
        loading={view.isPending}
        error={view.rows.length === 0 ? view.error : null}
        onRetry={view.refetch}
        total={view.complete ? view.rows.length : null}
        noun={['collaborator', 'collaborators']}
        empty={
          <EmptyState
            icon={Handshake}
            title="Nobody else works here"
            text="A collaborator is a person or an organization from elsewhere, with rights in this one app."
            action={add}
          />
        }
      />
      {editing && (
        <CollaboratorDialog
          app={app}
          org={org}
          collaborator={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {ending && <EndDialog app={app} org={org} collaborators={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

import { Copy, PackagePlus, PackageX } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import type { App } from '../../../contract/api/apps.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { id } from '../../../contract/common.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { appReason } from './app-offers.ts';

type Installed = AnswerOf<'installed_modules.list'>['installed_modules'][number];

const pick = (answer: AnswerOf<'installed_modules.list'>) => answer.installed_modules;
const sourceOf = ({ module_owner_id, module_app_id }: Installed) => `${module_owner_id} / ${module_app_id}`;
const rowId = (row: Installed) => `${sourceOf(row)} / ${row.module_id}`;
const rowName = ({ module_id }: Installed) => module_id;

const COLUMNS: readonly Column<Installed>[] = [
  {
    id: 'module',
    header: 'Module',
    grow: 2,
    min: 180,
    sortValue: ({ module_id }) => module_id,
    cell: ({ module_id }) => <span className="font-medium font-mono text-xs">{module_id}</span>,
  },
  {
    id: 'from',
    header: 'From',
    grow: 2,
    min: 180,
    sortValue: sourceOf,
    cell: (row) => <span className="font-mono text-muted text-xs">{sourceOf(row)}</span>,
  },
  {
    id: 'installed',
    header: 'Installed',
    width: 120,
    sortValue: ({ installed_at }) => installed_at,
    cell: ({ installed_at }) => <RelativeTime time={installed_at} />,
  },
];

const schema = z.strictObject({ module_owner_id: id, module_app_id: id, module_id: id });

interface DialogProps {
  readonly app: App;
  readonly onClose: () => void;
}

/** A module is named by whose it is, the app that it is in, and its id there. */
function InstallDialog({ app, onClose }: DialogProps) {
  const { run } = useCommand('installed_modules.create');
  const invalidate = useInvalidate();
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    { module_owner_id: app.user_id, module_app_id: '', module_id: '' },
    async (module) => {
      await run({ params: { user_id: app.user_id, app_id: app.id }, body: { installed_modules: [module] } });
      void invalidate(app.user_id, 'installed_modules.list');
      toast.success(`Installed ${module.module_id}.`);
      onClose();
    },
  );
  return (
    <FormDialog
      title="Install a module"
      description="Any module that you can use, of this owner or another."
      onSubmit={submit}
      submitLabel="Install module"
      {...{ busy, error, onClose }}
    >
      <TextField mono label="Owner’s id" error={problem('module_owner_id')} {...form.register('module_owner_id')} />
      <TextField mono label="App id" error={problem('module_app_id')} {...form.register('module_app_id')} />
      <TextField mono label="Module id" error={problem('module_id')} {...form.register('module_id')} />
    </FormDialog>
  );
}

function UninstallDialog({ app, module, onClose }: DialogProps & { readonly module: Installed }) {
  const { run } = useCommand('installed_modules.delete');
  const invalidate = useInvalidate();
  const { installed_at: _, ...reference } = module;
  const { error, confirm } = useConfirmed(async () => {
    await run({ params: { user_id: app.user_id, app_id: app.id }, body: { installed_modules: [reference] } });
    void invalidate(app.user_id, 'installed_modules.list');
    toast.success(`Uninstalled ${module.module_id}.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Uninstall ${module.module_id}?`}
      consequences={['It is no longer a page of this app, for everybody who works here. The module itself stays.']}
      confirmLabel="Uninstall module"
      onConfirm={confirm}
      error={error}
    />
  );
}

/** Modules from elsewhere that are pages of this app. */
export function InstalledModules({ app }: { readonly app: App }) {
  const view = useAllPages('installed_modules.list', { params: { user_id: app.user_id, app_id: app.id } }, pick);
  const [installing, setInstalling] = useState(false);
  const [removing, setRemoving] = useState<Installed | null>(null);
  const reason = appReason(app, 'install_modules', useBlocked());
  return (
    <section aria-labelledby="installed-modules" className="flex min-h-0 flex-1 flex-col border-line border-t">
      <div className="flex min-h-11 shrink-0 items-center justify-between gap-2 border-line border-b px-4">
        <h2 id="installed-modules" className="font-semibold text-base">
          Installed modules
        </h2>
        <ReasonButton icon={PackagePlus} reason={reason} onClick={() => setInstalling(true)}>
          Install module…
        </ReasonButton>
      </div>
      <DataTable
        label="Installed modules"
        rows={view.rows}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        actions={(row) => [
          { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(row.module_id) },
          { separator: true },
          {
            label: 'Uninstall…',
            icon: PackageX,
            danger: true,
            disabledReason: reason,
            onSelect: () => setRemoving(row),
          },
        ]}
        loading={view.isPending}
        error={view.rows.length === 0 ? view.error : null}
        onRetry={view.refetch}
        empty={<EmptyState title="None installed" text="A module from another app can be a page of this one." />}
      />
      {installing && <InstallDialog app={app} onClose={() => setInstalling(false)} />}
      {removing && <UninstallDialog app={app} module={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

import { z } from 'zod';
import type { App } from '../../../contract/api/apps.ts';
import { id, newId } from '../../../contract/common.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { useOrganizations } from '../../lib/current.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

const schema = z.strictObject({ organization_id: id, new_id: newId });

interface TransferAppDialogProps {
  readonly app: App;
  readonly onClose: () => void;
  readonly onDone: (organization: string, id: string) => void;
}

/** Gives an app to another organization, in which one may create apps. */
export function TransferAppDialog({ app, onClose, onDone }: TransferAppDialogProps) {
  const { organizations } = useOrganizations();
  const targets = organizations.filter((one) => one.id !== app.user_id && one.abilities.create_apps === true);
  const { run } = useCommand('app.transfer');
  const invalidate = useInvalidate();
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    { organization_id: targets[0]?.id ?? '', new_id: app.id },
    async ({ organization_id, new_id }) => {
      await run({
        params: { user_id: app.user_id, app_id: app.id },
        body: { organization_id, new_id },
      });
      void invalidate(app.user_id, 'apps.list', 'teams.list', 'team_apps.list', 'organizations.home');
      void invalidate(organization_id, 'apps.list', 'organizations.home');
      toast.success(`${app.name} belongs to ${targets.find((one) => one.id === organization_id)?.name} now.`);
      onDone(organization_id, new_id);
    },
  );
  const title = `Transfer ${app.name}`;
  if (targets.length === 0)
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
        <EmptyState
          title="There is no organization to give it to"
          text="You may create apps in none of your other organizations. An admin there can change your role."
        />
      </Dialog>
    );
  return (
    <FormDialog
      title={title}
      description="The organization owns the app with all that is in it. Only its admins can give it on."
      onSubmit={submit}
      submitLabel="Transfer app"
      {...{ busy, error, onClose }}
    >
      <SelectField
        label="To organization"
        options={targets.map(({ id: value, name }) => ({ value, label: name }))}
        error={problem('organization_id')}
        {...form.register('organization_id')}
      />
      <TextField
        mono
        label="Id there"
        hint="Has to be free in that organization."
        error={problem('new_id')}
        {...form.register('new_id')}
      />
      <ul className="list-disc space-y-1 pl-4">
        <li>Its content, labels, stars and collaborators go along.</li>
        <li>Teams that have the app now lose it; teams there can be given it.</li>
        <li>Addresses and scripts that name the present owner stop working.</li>
      </ul>
    </FormDialog>
  );
}

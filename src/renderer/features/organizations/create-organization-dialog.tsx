import { organizationsCreate } from '../../../contract/api/organizations.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { useMe } from '../../lib/current.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useSuggestedId } from '../../lib/use-suggested-id.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { closeCreateOrganization, useCreateDialog } from './create-dialog-state.ts';

/** The request's own schema for one organization: what passes here is what the server checks. */
const schema = organizationsCreate.body.shape.organizations.element;

function CreateForm({ onCreated }: { onCreated: (id: string) => void }) {
  const me = useMe();
  const blocked = useBlocked();
  const { run } = useCommand('organizations.create');
  const invalidate = useInvalidate();
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    { name: '', id: '', billing_email: me?.email ?? '' },
    async (organization) => {
      await run({ params: { user_id: 'me' }, body: { organizations: [organization] } });
      await invalidate(null, 'organizations.list');
      toast.success(`${organization.name} is ready`);
      onCreated(organization.id);
    },
  );
  const onIdTyped = useSuggestedId(form.watch('name'), (id) => form.setValue('id', id));
  return (
    <FormDialog
      title="Create an organization"
      description="You become its admin and can invite others."
      onSubmit={submit}
      submitLabel="Create organization"
      onClose={closeCreateOrganization}
      {...{ busy, error, blocked }}
    >
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      <TextField
        mono
        label="Id"
        hint="Appears in addresses and cannot be changed later."
        error={problem('id')}
        {...form.register('id', { onChange: onIdTyped })}
      />
      <TextField
        label="Billing e-mail"
        hint="Invoices and budget warnings go there."
        error={problem('billing_email')}
        {...form.register('billing_email')}
      />
    </FormDialog>
  );
}

/** Founds an organization; open from wherever `openCreateOrganization` is called. */
export function CreateOrganizationDialog({ onCreated }: { onCreated: (id: string) => void }) {
  const open = useCreateDialog((state) => state.open);
  if (!open) return null;
  return (
    <CreateForm
      onCreated={(id) => {
        closeCreateOrganization();
        onCreated(id);
      }}
    />
  );
}

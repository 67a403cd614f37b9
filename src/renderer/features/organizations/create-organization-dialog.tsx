import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { organizationsCreate } from '../../../contract/api/organizations.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { useMe } from '../../lib/current.ts';
import { fieldMessage, fieldProblem } from '../../lib/format.ts';
import { useConnection } from '../../lib/session.ts';
import { suggestId } from '../../lib/suggest-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { closeCreateOrganization, useCreateDialog } from './create-dialog-state.ts';

/** The request's own schema for one organization: what passes here is what the server checks. */
const schema = organizationsCreate.body.shape.organizations.element;
type Values = z.input<typeof schema>;
const FIELDS = ['name', 'id', 'billing_email'] as const;

type Form = UseFormReturn<Values, unknown, z.output<typeof schema>>;

/** The id follows the name until somebody writes an id. */
function useSuggestedId({ watch, setValue }: Form): { onIdTyped: () => void } {
  const name = watch('name');
  const typed = useRef(false);
  useEffect(() => {
    if (!typed.current) setValue('id', suggestId(name));
  }, [name, setValue]);
  return {
    onIdTyped: () => {
      typed.current = true;
    },
  };
}

function useCreate(form: Form, onCreated: (id: string) => void) {
  const command = useCommand('organizations.create');
  const invalidate = useInvalidate();
  const submit = form.handleSubmit(async (organization) => {
    try {
      await command.run({ params: { user_id: 'me' }, body: { organizations: [organization] } });
    } catch (thrown) {
      const error = toAppError(thrown);
      for (const field of FIELDS) {
        const message = fieldProblem(error, field);
        if (message !== undefined) form.setError(field, { message }, { shouldFocus: true });
      }
      return;
    }
    await invalidate(null, 'organizations.list');
    toast.success(`${organization.name} is ready`);
    onCreated(organization.id);
  });
  const onFields = FIELDS.some((field) => fieldProblem(command.error, field) !== undefined);
  return { submit, isPending: command.isPending, error: onFields ? null : command.error };
}

const message = (text: string | undefined) => (text === undefined ? undefined : fieldMessage(text));

function CreateForm({ onCreated }: { onCreated: (id: string) => void }) {
  const me = useMe();
  const offline = useConnection().state === 'offline';
  const form: Form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name: '', id: '', billing_email: me?.email ?? '' },
  });
  const { onIdTyped } = useSuggestedId(form);
  const { submit, isPending, error } = useCreate(form, onCreated);
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <TextField label="Name" error={message(errors.name?.message)} {...register('name')} />
      <TextField
        mono
        label="Id"
        hint="Appears in addresses and cannot be changed later."
        error={message(errors.id?.message)}
        {...register('id', { onChange: onIdTyped })}
      />
      <TextField
        label="Billing e-mail"
        hint="Invoices and budget warnings go there."
        error={message(errors.billing_email?.message)}
        {...register('billing_email')}
      />
      {error && <InlineError error={error} />}
      {offline && <p className="text-muted">You are offline. An organization can be created once you are connected.</p>}
      <div className="mt-1 flex justify-end gap-2">
        <Button onClick={closeCreateOrganization}>Cancel</Button>
        <Button type="submit" variant="primary" loading={isPending} disabled={offline}>
          Create organization
        </Button>
      </div>
    </form>
  );
}

export function CreateOrganizationDialog({ onCreated }: { onCreated: (id: string) => void }) {
  const open = useCreateDialog((state) => state.open);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => useCreateDialog.setState({ open: next })}
      title="Create an organization"
      description="You become its admin and can invite others."
    >
      <CreateForm
        onCreated={(id) => {
          closeCreateOrganization();
          onCreated(id);
        }}
      />
    </Dialog>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { email, line, optionalLine } from '../../../contract/common.ts';
import { fieldMessage, fieldProblem } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormError } from './form-error.tsx';
import type { Workspace } from './use-workspace.ts';

const schema = z.object({ first_name: line(60), last_name: optionalLine(60), email });
type Values = z.input<typeof schema>;

interface EmptyWorkspaceFormProps {
  readonly workspace: Workspace;
  readonly onBack: () => void;
}

/** Who the owner of the new workspace is. */
export function EmptyWorkspaceForm({ workspace, onBack }: EmptyWorkspaceFormProps) {
  const { register, handleSubmit, formState } = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { first_name: '', last_name: '', email: '' },
  });
  const problem = (name: keyof Values) => {
    const own = formState.errors[name]?.message;
    return own === undefined ? fieldProblem(workspace.error, name) : fieldMessage(own);
  };
  const submit = handleSubmit((values) => workspace.create({ mode: 'empty', ...values }));
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <div className="flex gap-3">
        <TextField className="flex-1" label="First name" error={problem('first_name')} {...register('first_name')} />
        <TextField
          className="flex-1"
          label="Last name"
          optional
          error={problem('last_name')}
          {...register('last_name')}
        />
      </div>
      <TextField
        label="E-mail"
        type="email"
        hint="Invitations and audit entries name you by it. Nothing is sent anywhere."
        error={problem('email')}
        {...register('email')}
      />
      <FormError error={workspace.error} />
      <div className="mt-2 flex justify-between">
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" loading={workspace.busy}>
          Create the workspace
        </Button>
      </div>
    </form>
  );
}

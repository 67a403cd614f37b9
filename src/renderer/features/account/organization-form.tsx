import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { type Organization, organizationName } from '../../../contract/api/organizations.ts';
import { email } from '../../../contract/common.ts';
import type { AppError } from '../../../contract/errors.ts';
import { toAppError } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { showProblems } from './show-problems.ts';
import { useUpdateOrganization } from './use-update-organization.ts';

const schema = z.object({ name: organizationName, billing_email: email });

const valuesOf = ({ name, billing_email }: Organization) => ({ name, billing_email });

function useOrganizationForm(organization: Organization) {
  const update = useUpdateOrganization(organization.id);
  const [failure, setFailure] = useState<AppError | null>(null);
  const form = useForm({
    resolver: zodResolver(schema),
    values: valuesOf(organization),
    resetOptions: { keepDirtyValues: true },
  });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      form.reset(valuesOf(await update(values)));
      toast.success(`${values.name} was saved.`);
    } catch (thrown) {
      setFailure(showProblems(toAppError(thrown), 'body.organization', ['name', 'billing_email'], form.setError));
    }
  });
  return { form, submit, failure };
}

interface OrganizationFormProps {
  readonly organization: Organization;
  /** Why it cannot be changed. */
  readonly reason: string | undefined;
}

/** The organization's name and where its bills go. */
export function OrganizationForm({ organization, reason }: OrganizationFormProps) {
  const { form, submit, failure } = useOrganizationForm(organization);
  const { errors, isSubmitting, isDirty } = form.formState;
  const problem = (name: 'name' | 'billing_email') => {
    const message = errors[name]?.message;
    return message === undefined ? undefined : fieldMessage(message);
  };
  const locked = reason !== undefined;
  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-[480px] flex-col gap-3" noValidate>
      <TextField label="Name" readOnly={locked} error={problem('name')} {...form.register('name')} />
      <TextField
        label="Billing e-mail"
        type="email"
        readOnly={locked}
        error={problem('billing_email')}
        {...form.register('billing_email')}
      />
      {failure && <InlineError error={failure} />}
      <ReasonButton
        type="submit"
        variant="primary"
        className="self-start"
        reason={reason ?? (isDirty ? undefined : 'Nothing was changed yet.')}
        loading={isSubmitting}
      >
        Save organization
      </ReasonButton>
    </form>
  );
}

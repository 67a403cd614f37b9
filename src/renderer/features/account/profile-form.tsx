import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { User } from '../../../contract/api/users.ts';
import { line, optionalLine } from '../../../contract/common.ts';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { showProblems } from './show-problems.ts';

const schema = z.object({
  first_name: line(60),
  last_name: optionalLine(60),
  company_name: optionalLine(120),
  job_title: optionalLine(120),
  gettable: z.enum(['10', '30', '50']),
});
type Values = z.input<typeof schema>;
const FIELDS = ['first_name', 'last_name', 'company_name', 'job_title'] as const;

const VISIBILITY = [
  { value: '10', label: 'Private: only you' },
  { value: '30', label: 'Organization: people in your organizations' },
  { value: '50', label: 'Public: everybody on this server' },
];
const GETTABLE = { '10': 10, '30': 30, '50': 50 } as const;

const valuesOf = (user: User): Values => ({
  first_name: user.first_name,
  last_name: user.last_name,
  company_name: user.company_name,
  job_title: user.job_title,
  gettable: user.visibility.gettable === 50 ? '50' : user.visibility.gettable === 30 ? '30' : '10',
});

function useProfileForm(user: User) {
  const { run } = useCommand('users.update');
  const invalidate = useInvalidate();
  const [failure, setFailure] = useState<AppError | null>(null);
  const form = useForm({
    resolver: zodResolver(schema),
    values: valuesOf(user),
    resetOptions: { keepDirtyValues: true },
  });
  const submit = form.handleSubmit(async ({ gettable, ...names }) => {
    setFailure(null);
    try {
      const changes = { ...names, visibility: { gettable: GETTABLE[gettable] } };
      const answer = await run({ params: { user_id: 'me' }, body: { user: changes } });
      form.reset(valuesOf(answer.user));
      toast.success('Your profile was saved.');
      await invalidate(null, 'users.get');
    } catch (thrown) {
      setFailure(showProblems(toAppError(thrown), 'body.user', FIELDS, form.setError));
    }
  });
  return { form, submit, failure };
}

/** The names and facts that others see. */
export function ProfileForm({ user }: { readonly user: User }) {
  const { form, submit, failure } = useProfileForm(user);
  const { errors, isSubmitting, isDirty } = form.formState;
  const blocked = useBlocked();
  const problem = (name: keyof Values) => {
    const message = errors[name]?.message;
    return message === undefined ? undefined : fieldMessage(message);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid grid-cols-2 gap-x-4 gap-y-3" noValidate>
      <TextField label="First name" error={problem('first_name')} {...form.register('first_name')} />
      <TextField label="Last name" optional error={problem('last_name')} {...form.register('last_name')} />
      <TextField label="Company" optional error={problem('company_name')} {...form.register('company_name')} />
      <TextField label="Job title" optional error={problem('job_title')} {...form.register('job_title')} />
      <SelectField
        label="Who can see your profile"
        className="col-span-2"
        options={VISIBILITY}
        error={problem('gettable')}
        {...form.register('gettable')}
      />
      {failure && (
        <div className="col-span-2">
          <InlineError error={failure} />
        </div>
      )}
      <ReasonButton
        type="submit"
        variant="primary"
        className="justify-self-start"
        reason={blocked ?? (isDirty ? undefined : 'Nothing was changed yet.')}
        loading={isSubmitting}
      >
        Save profile
      </ReasonButton>
    </form>
  );
}

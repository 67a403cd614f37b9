import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { newPassword } from '../../../contract/api/users.ts';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { Section } from './section.tsx';
import { showProblems } from './show-problems.ts';

const schema = z
  .object({ current: z.string().max(1024), new: newPassword, again: z.string() })
  .refine((value) => value.new === value.again, { path: ['again'], message: 'is not the same as the new password' });

const EMPTY = { current: '', new: '', again: '' };

/** Sends the change and tells what came of it: beside the fields where it concerns one. */
function usePasswordForm() {
  const { run } = useCommand('users.set_password');
  const invalidate = useInvalidate();
  const [failure, setFailure] = useState<AppError | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const body = { new: values.new, ...(values.current === '' ? {} : { current: values.current }) };
      await run({ params: { user_id: 'me' }, body });
      form.reset(EMPTY);
      toast.success('The password was changed. Other sign-ins were ended.');
      await invalidate(null, 'keys.list');
    } catch (thrown) {
      setFailure(showProblems(toAppError(thrown), 'body', ['current', 'new'], form.setError));
    }
  });
  return { form, submit, failure };
}

export function PasswordSection() {
  const { form, submit, failure } = usePasswordForm();
  const { errors, isSubmitting } = form.formState;
  const problem = (name: keyof typeof EMPTY) => {
    const message = errors[name]?.message;
    return message === undefined ? undefined : fieldMessage(message);
  };
  return (
    <Section
      name="password"
      title="Password"
      text="Changing it ends every other sign-in with e-mail and password. Tokens stay valid."
    >
      <form onSubmit={(event) => void submit(event)} className="flex max-w-[360px] flex-col gap-3" noValidate>
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          hint="Leave empty if you have none yet."
          error={problem('current')}
          {...form.register('current')}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="At least 8 characters."
          error={problem('new')}
          {...form.register('new')}
        />
        <TextField
          label="New password again"
          type="password"
          autoComplete="new-password"
          error={problem('again')}
          {...form.register('again')}
        />
        {failure && <InlineError error={failure} />}
        <ReasonButton type="submit" className="self-start" reason={useBlocked()} loading={isSubmitting}>
          Change password
        </ReasonButton>
      </form>
    </Section>
  );
}

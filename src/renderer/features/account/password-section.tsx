import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { newPassword } from '../../../contract/api/users.ts';
import type { AppError } from '../../../contract/errors.ts';
import { DEFAULT_POLICY } from '../../../contract/password-policy.ts';
import { useAccount, useCommand, useInvalidate, useRoute } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { NewPasswordField } from '../password/new-password-field.tsx';
import { useRefusal } from '../password/new-password-reasons.tsx';
import { Section } from './section.tsx';
import { showProblems } from './show-problems.ts';

const schema = z.object({ current: z.string().max(1024), new: newPassword });

const EMPTY = { current: '', new: '' };

/** Sends the change and tells what came of it: beside the fields where it concerns one. */
function usePasswordForm() {
  const { run } = useCommand('users.set_password');
  const invalidate = useInvalidate();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    setRefusal(null);
    try {
      const body = { new: values.new, ...(values.current === '' ? {} : { current: values.current }) };
      await run({ params: { user_id: 'me' }, body });
      form.reset(EMPTY);
      toast.success('The password was changed. Other sign-ins were ended.');
      await invalidate(null, 'keys.list');
    } catch (thrown) {
      const error = toAppError(thrown);
      setRefusal(error);
      setFailure(showProblems(error, 'body', ['current', 'new'], form.setError));
    }
  });
  return { form, submit, failure, refusal };
}

/** The rules that bind the person and what is known about them, for the meter. */
function useMeter(current: string) {
  const person = useAccount()?.person;
  const { data } = useRoute('users.password_policy', { params: { user_id: 'me' } });
  const names = person === undefined ? [] : [person.first_name, person.last_name];
  const emails = person === undefined ? [] : [person.email];
  const organizations = data?.organizations.map(({ name }) => name) ?? [];
  return { policy: data?.password_policy ?? DEFAULT_POLICY, known: { names, emails, current }, organizations };
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export function PasswordSection() {
  const { form, submit, failure, refusal } = usePasswordForm();
  const typed = useWatch({ control: form.control });
  const refused = useRefusal(refusal, 'new', typed.new ?? '');
  const { policy, known, organizations } = useMeter(typed.current ?? '');
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
        <NewPasswordField
          label="New password"
          error={form.formState.errors.new?.type === 'server' ? refused : problem('new')}
          hint={organizations.length > 0 && `With the rules of ${list.format(organizations)}.`}
          typed={typed.new ?? ''}
          policy={policy}
          known={known}
          {...form.register('new')}
        />
        {failure && <InlineError error={failure} />}
        <ReasonButton type="submit" className="self-start" reason={useBlocked()} loading={isSubmitting}>
          Change password
        </ReasonButton>
      </form>
    </Section>
  );
}

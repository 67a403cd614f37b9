import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { line } from '../../../contract/common.ts';
import type { AppError } from '../../../contract/errors.ts';
import { ACTION_NAMES } from '../../../contract/permissions.ts';
import { toAppError } from '../../lib/bridge.ts';
import { clock } from '../../lib/clock.ts';
import { fieldMessage } from '../../lib/format.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ScopesField } from './scopes-field.tsx';
import { EXPIRY_CHOICES, EXPIRY_LABELS, expiryProblem } from './token-expiry.ts';
import { useCreateToken } from './use-create-token.ts';

const schema = z
  .object({
    description: line(120),
    mode: z.enum(['all', 'read', 'chosen']),
    chosen: z.array(z.enum(ACTION_NAMES)),
    expiry: z.enum(EXPIRY_CHOICES),
    date: z.string(),
  })
  .superRefine(({ mode, chosen, expiry, date }, context) => {
    const problem = expiryProblem(expiry, date, clock.now());
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['date'], message: problem });
    if (mode === 'chosen' && chosen.length === 0)
      context.addIssue({ code: 'custom', path: ['chosen'], message: 'Choose at least one action' });
  });
type Values = z.input<typeof schema>;

const DEFAULTS: Values = { description: '', mode: 'all', chosen: [], expiry: '90', date: '' };
const EXPIRIES = EXPIRY_CHOICES.map((value) => ({ value, label: EXPIRY_LABELS[value] }));

/** The form's state; `onCreated` gets the secret, once. */
function useTokenForm(onCreated: (secret: string) => void) {
  const create = useCreateToken();
  const [failure, setFailure] = useState<AppError | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: DEFAULTS });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      onCreated(await create(values));
    } catch (thrown) {
      setFailure(toAppError(thrown));
    }
  });
  return { form, submit, failure };
}

interface CreateTokenFormProps {
  /** Ties the dialog's button to this form. */
  readonly id: string;
  readonly onCreated: (secret: string) => void;
}

export function CreateTokenForm({ id, onCreated }: CreateTokenFormProps) {
  const { form, submit, failure } = useTokenForm(onCreated);
  const { errors } = form.formState;
  const [mode, chosen, expiry] = form.watch(['mode', 'chosen', 'expiry']);
  const text = (message: string | undefined) => (message === undefined ? undefined : fieldMessage(message));
  return (
    <form id={id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <TextField
        label="Description"
        hint="What it is for, so that you recognize it later."
        error={text(errors.description?.message)}
        {...form.register('description')}
      />
      <ScopesField
        mode={mode}
        onMode={(value) => form.setValue('mode', value)}
        chosen={chosen}
        onChosen={(value) => form.setValue('chosen', value, { shouldValidate: form.formState.isSubmitted })}
        error={text(errors.chosen?.message)}
      />
      <div className="grid grid-cols-2 gap-4">
        <SelectField label="Expires" options={EXPIRIES} {...form.register('expiry')} />
        {expiry === 'custom' && (
          <TextField label="Last day" type="date" error={text(errors.date?.message)} {...form.register('date')} />
        )}
      </div>
      {failure && <InlineError error={failure} />}
    </form>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type FieldValues, type Path, type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { type MethodInput, methods } from '../../../contract/ipc.ts';
import { DEFAULT_POLICY, type PasswordPolicy } from '../../../contract/password-policy.ts';
import { invoke } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { refreshSession } from '../../lib/session.ts';
import { type Task, useTask } from '../../lib/use-task.ts';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextField, type TextFieldProps } from '../../ui/text-field.tsx';
import { NewPasswordField } from '../password/new-password-field.tsx';
import { fieldReasons, isSaidBeside, NewPasswordReasons, useRefusal } from '../password/new-password-reasons.tsx';
import { useNewPasswordNeeded } from '../password/use-new-password-needed.ts';
import { FormError } from './form-error.tsx';

type ConnectMethod = 'accounts.add_with_token' | 'accounts.add_with_password' | 'accounts.register';

interface FieldSpec<V> extends TextFieldProps {
  /** Shares its line with its neighbour. */
  readonly half?: boolean;
  readonly name: Path<V & FieldValues>;
}

interface ConnectSpec<M extends ConnectMethod> {
  readonly method: M;
  readonly submit: string;
  readonly empty: MethodInput<M>;
  readonly fields: readonly FieldSpec<MethodInput<M>>[];
}

const url = {
  name: 'url',
  label: 'Server address',
  placeholder: 'https://steward.example.org',
  inputMode: 'url',
} as const;
const email = { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'username' } as const;

const BY_TOKEN: ConnectSpec<'accounts.add_with_token'> = {
  method: 'accounts.add_with_token',
  submit: 'Connect',
  empty: { url: '', token: '' },
  fields: [
    url,
    {
      name: 'token',
      label: 'Personal access token',
      type: 'password',
      mono: true,
      hint: 'It goes into this machine’s keychain and is not shown again.',
    },
  ],
};

const BY_PASSWORD: ConnectSpec<'accounts.add_with_password'> = {
  method: 'accounts.add_with_password',
  submit: 'Sign in',
  empty: { url: '', email: '', password: '' },
  fields: [url, email, { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }],
};

const BY_REGISTERING: ConnectSpec<'accounts.register'> = {
  method: 'accounts.register',
  submit: 'Create the account',
  empty: { url: '', id: '', first_name: '', last_name: '', email: '', password: '' },
  fields: [
    url,
    { name: 'first_name', label: 'First name', half: true },
    { name: 'last_name', label: 'Last name', optional: true, half: true },
    {
      name: 'id',
      label: 'Your id',
      mono: true,
      hint: 'Lower-case letters, digits, “-” and “_”. It cannot be changed.',
    },
    email,
    { name: 'password', label: 'New password', autoComplete: 'new-password' },
  ],
};

type Values<M extends ConnectMethod> = MethodInput<M> & FieldValues;

interface FieldPartProps<M extends ConnectMethod> {
  readonly form: UseFormReturn<Values<M>>;
  readonly task: Task;
}

/** What is wrong with a field: by its schema, or as the server said. */
function problemOf<M extends ConnectMethod>({ form, task }: FieldPartProps<M>, name: string): string | undefined {
  const own = form.formState.errors[name]?.message;
  return typeof own === 'string' ? fieldMessage(own) : fieldReasons(task.error, name);
}

interface ChosenProps<M extends ConnectMethod> extends FieldPartProps<M> {
  readonly name: string;
  readonly label: string;
  readonly policy: PasswordPolicy;
}

/** A new password, judged by what the form itself says about the person. */
function Chosen<M extends ConnectMethod>({ name, label, policy, ...part }: ChosenProps<M>) {
  const values: Partial<Record<string, string>> = useWatch({ control: part.form.control });
  const { first_name = '', last_name = '', email = '', password = '' } = values;
  const typed = values[name] ?? '';
  const refusal = useRefusal(part.task.error, name, typed);
  const own = part.form.formState.errors[name]?.message;
  return (
    <NewPasswordField
      className="col-span-2"
      label={label}
      error={typeof own === 'string' ? fieldMessage(own) : refusal}
      typed={typed}
      policy={policy}
      known={{ names: [first_name, last_name], emails: [email], current: name === 'password' ? null : password }}
      {...part.form.register(name as Path<Values<M>>, { shouldUnregister: true })}
    />
  );
}

function Field<M extends ConnectMethod>({ spec, ...part }: FieldPartProps<M> & { spec: FieldSpec<MethodInput<M>> }) {
  const { name, half, ...field } = spec;
  if (field.autoComplete === 'new-password')
    return <Chosen name={name} label={field.label} policy={DEFAULT_POLICY} {...part} />;
  return (
    <TextField
      {...field}
      className={half ? '' : 'col-span-2'}
      error={problemOf(part, name)}
      {...part.form.register(name as Path<Values<M>>)}
    />
  );
}

function ConnectFields<M extends ConnectMethod>({ spec, onBack }: { spec: ConnectSpec<M>; onBack: () => void }) {
  const task = useTask();
  const navigate = useNavigate();
  const form = useForm<Values<M>>({
    // The schema's own types are lost in the generic method name; its checks are not.
    resolver: zodResolver(methods[spec.method].input as never) as unknown as Resolver<Values<M>>,
    defaultValues: spec.empty as never,
  });
  const needed = useNewPasswordNeeded(task.error);
  const saidAbove =
    task.error?.name === 'password_violates_policy' || isSaidBeside(task.error, needed ? 'new_password' : 'password');
  const submit = form.handleSubmit(async (values) => {
    const done = await task.run(async () => {
      await invoke(spec.method, values as MethodInput<M>);
      await refreshSession();
    });
    if (done) await navigate({ to: '/', replace: true });
  });
  return (
    <form noValidate className="flex flex-col gap-4 pt-5" onSubmit={(event) => void submit(event)}>
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        {spec.fields.map((field) => (
          <Field key={field.name} spec={field} form={form} task={task} />
        ))}
        {needed && (
          <div className="col-span-2">
            <NewPasswordReasons error={needed.error} />
          </div>
        )}
        {needed && <Chosen name="new_password" label="New password" policy={needed.policy} form={form} task={task} />}
      </div>
      {!saidAbove && <FormError error={task.error} />}
      <div className="mt-2 flex justify-between">
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" loading={task.busy}>
          {needed ? 'Set the password and sign in' : spec.submit}
        </Button>
      </div>
    </form>
  );
}

/** Three ways to a server that runs elsewhere. */
export function ConnectForm({ onBack }: { onBack: () => void }) {
  const [tab, setTab] = useState('token');
  return (
    <Tabs
      flush
      label="How to sign in"
      value={tab}
      onValueChange={setTab}
      tabs={[
        { value: 'token', label: 'Token', content: <ConnectFields spec={BY_TOKEN} onBack={onBack} /> },
        {
          value: 'password',
          label: 'E-mail and password',
          content: <ConnectFields spec={BY_PASSWORD} onBack={onBack} />,
        },
        { value: 'register', label: 'New account', content: <ConnectFields spec={BY_REGISTERING} onBack={onBack} /> },
      ]}
    />
  );
}

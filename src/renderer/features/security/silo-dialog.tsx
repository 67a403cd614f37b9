import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { SimulatedChange } from '../../../contract/access.ts';
import { complianceLabel } from '../../../contract/api/apps.ts';
import type { Silo } from '../../../contract/api/policies.ts';
import { line, newId } from '../../../contract/common.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { fieldMessage, fieldProblem } from '../../lib/format.ts';
import { suggestId } from '../../lib/suggest-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { useTeams } from '../members/use-teams.ts';
import { ChooseMany } from './choose-many.tsx';

const schema = z.object({
  id: newId,
  name: line(80),
  team_ids: z.array(z.string()).min(1, 'is empty: choose at least one team'),
  required_labels: z.array(complianceLabel).min(1, 'is empty: choose at least one label'),
});
type Values = z.output<typeof schema>;
const FIELDS = ['name', 'id', 'team_ids', 'required_labels'] as const;

const COMMON_LABELS = ['GDPR', 'HIPAA', 'ITAR'];

interface SiloDialogProps {
  readonly org: string;
  /** The one to edit, or null for a new one. */
  readonly silo: Silo | null;
  readonly onClose: () => void;
}

function useSaveSilo({ org, silo, onClose }: SiloDialogProps) {
  const create = useCommand('silos.create');
  const update = useCommand('silos.update');
  const invalidate = useInvalidate();
  const params = { org_id: org };
  const save = async (values: Values) => {
    const body = { silos: [values] };
    await (silo === null ? create : update).run({ params, body });
    await invalidate(org, 'silos.list', 'access.list', 'audit.search');
    toast.success(silo === null ? `The silo ${values.name} is up.` : `The silo ${values.name} was changed.`);
    onClose();
  };
  return { save, error: create.error ?? update.error, busy: create.isPending || update.isPending };
}

/** The labels that the organization's apps bear, and those that most organizations know. */
function useLabels(org: string): readonly string[] {
  const apps = useAllPages('apps.list', { params: { user_id: org } }, ({ apps: all }) => all);
  return useMemo(
    () => [...new Set([...COMMON_LABELS, ...apps.rows.flatMap(({ compliance_labels }) => compliance_labels)])].sort(),
    [apps.rows],
  );
}

/** What saving would do, as a change to look at first; nothing while it is not whole. */
const whatIf = (values: Values): readonly SimulatedChange[] =>
  values.id !== '' && values.team_ids.length > 0 && values.required_labels.length > 0
    ? [{ type: 'put_silo', silo: { ...values, name: values.name || values.id } }]
    : [];

export function SiloDialog(props: SiloDialogProps) {
  const { org, silo, onClose } = props;
  const { save, error, busy } = useSaveSilo(props);
  const teams = useTeams(org);
  const labels = useLabels(org);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: silo ?? { id: '', name: '', team_ids: [], required_labels: [] },
  });
  const { errors, dirtyFields } = form.formState;
  const problem = (name: (typeof FIELDS)[number]) => {
    const text = errors[name]?.message ?? (Array.isArray(errors[name]) ? errors[name][0]?.message : undefined);
    return text === undefined ? undefined : fieldMessage(text);
  };
  const submit = form.handleSubmit(async ({ id, name, team_ids, required_labels }) => {
    try {
      await save({ id, name, team_ids, required_labels });
    } catch (thrown) {
      const failure = toAppError(thrown);
      for (const field of FIELDS) {
        const message = fieldProblem(failure, field);
        if (message !== undefined) form.setError(field, { message });
      }
    }
  });
  const onFields = FIELDS.some((field) => fieldProblem(error, field) !== undefined);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={silo === null ? 'Create a silo' : `Edit ${silo.name}`}
      description="Members of these teams reach only apps that bear every one of these labels."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => void submit()}>
            {silo === null ? 'Create silo' : 'Save silo'}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Name"
          error={problem('name')}
          {...form.register('name', {
            onChange: (event: { target: { value: string } }) => {
              if (silo === null && !dirtyFields.id) form.setValue('id', suggestId(event.target.value));
            },
          })}
        />
        {silo === null && <TextField mono label="Id" error={problem('id')} {...form.register('id')} />}
        <Controller
          control={form.control}
          name="team_ids"
          render={({ field }) => (
            <ChooseMany
              label="Teams"
              choices={teams.rows.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={field.value}
              onChosen={field.onChange}
              error={problem('team_ids')}
            />
          )}
        />
        <Controller
          control={form.control}
          name="required_labels"
          render={({ field }) => (
            <ChooseMany
              label="Labels that an app must bear"
              choices={[...new Set([...labels, ...field.value])].map((label) => ({ value: label, label }))}
              chosen={field.value}
              onChosen={field.onChange}
              error={problem('required_labels')}
              add={{
                label: 'Another label',
                normalize: (text) =>
                  text
                    .trim()
                    .toUpperCase()
                    .replace(/[^A-Z0-9]+/g, '-'),
              }}
            />
          )}
        />
        <WhatIf org={org} changes={whatIf(form.watch())} />
        {error && !onFields && <InlineError error={error} />}
      </form>
    </Dialog>
  );
}

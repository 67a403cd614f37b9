import { z } from 'zod';
import { complianceLabels } from '../../../contract/api/apps.ts';
import { line, newId } from '../../../contract/common.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useSuggestedId } from '../../lib/use-suggested-id.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { LabelsField } from './labels-field.tsx';
import { chosenVisibility, visibilityOptions, visibilityText } from './visibility.ts';

const schema = z.strictObject({
  name: line(80),
  id: newId,
  description: z.string().max(2000),
  visibility: z.string(),
  compliance_labels: complianceLabels,
});

interface CreateAppDialogProps {
  readonly owner: string;
  readonly ofOrganization: boolean;
  readonly knownLabels: readonly string[];
  /** Why labels cannot be set. */
  readonly labelsReason: string | undefined;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** A new app of a person or an organization. */
export function CreateAppDialog(props: CreateAppDialogProps) {
  const { owner, ofOrganization, knownLabels, labelsReason, onClose, onCreated } = props;
  const { run } = useCommand('apps.create');
  const invalidate = useInvalidate();
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    { name: '', id: '', description: '', visibility: '10', compliance_labels: [] },
    async ({ visibility, ...app }) => {
      const created = { ...app, visibility: chosenVisibility(visibility) };
      await run({ params: { user_id: owner }, body: { apps: [created] } });
      void invalidate(owner, 'apps.list', 'organizations.home');
      toast.success(`Created app ${app.name}.`);
      onCreated(app.id);
    },
  );
  const onIdTyped = useSuggestedId(form.watch('name'), (id) => form.setValue('id', id));
  return (
    <FormDialog title="Create an app" onSubmit={submit} submitLabel="Create app" {...{ busy, error, onClose }}>
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      <TextField
        mono
        label="Id"
        hint="Appears in addresses and in the API."
        error={problem('id')}
        {...form.register('id', { onChange: onIdTyped })}
      />
      <TextArea
        label="Description"
        optional
        rows={2}
        error={problem('description')}
        {...form.register('description')}
      />
      <SelectField
        label="Visibility"
        options={visibilityOptions(ofOrganization)}
        hint={visibilityText(Number(form.watch('visibility'))).hint}
        error={problem('visibility')}
        {...form.register('visibility')}
      />
      <LabelsField
        value={form.watch('compliance_labels')}
        onChange={(labels) => form.setValue('compliance_labels', labels)}
        known={knownLabels}
        error={problem('compliance_labels')}
        reason={labelsReason}
      />
    </FormDialog>
  );
}

import { z } from 'zod';
import { type App, complianceLabels, metadata } from '../../../contract/api/apps.ts';
import type { ContentItem } from '../../../contract/api/content.ts';
import { line } from '../../../contract/common.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { appReason } from './app-offers.ts';
import { LabelsField } from './labels-field.tsx';
import { labelsOf } from './select-apps.ts';
import { useApps } from './use-apps.ts';
import { useContent } from './use-content.ts';
import { chosenVisibility, visibilityOptions, visibilityText } from './visibility.ts';

/** Metadata as people write it. */
const metadataText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return text.trim() === '' ? {} : JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(metadata);

const schema = z.strictObject({
  name: line(80),
  description: z.string().max(2000),
  notes: z.string().max(65_536, 'is longer than 64 kB'),
  metadata: metadataText,
  visibility: z.string(),
  compliance_labels: complianceLabels,
  base_workflow_id: z.string(),
});
type Values = z.output<typeof schema>;

const initial = (app: App) => ({
  name: app.name,
  description: app.description,
  notes: app.notes ?? '',
  metadata: JSON.stringify(app.metadata ?? {}, null, 2),
  visibility: String(app.visibility.gettable),
  compliance_labels: app.compliance_labels,
  base_workflow_id: app.base_workflow_id ?? '',
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Only what changed is sent: each field needs a right of its own. */
export function changesOf(app: App, values: Values) {
  const { name, description, notes, compliance_labels } = values;
  const visibility = chosenVisibility(values.visibility);
  const base_workflow_id = values.base_workflow_id === '' ? null : values.base_workflow_id;
  return {
    ...(name !== app.name && { name }),
    ...(description !== app.description && { description }),
    ...(notes !== (app.notes ?? '') && { notes }),
    ...(!same(values.metadata, app.metadata ?? {}) && { metadata: values.metadata }),
    ...(visibility.gettable !== app.visibility.gettable && { visibility }),
    ...(!same(compliance_labels, app.compliance_labels) && { compliance_labels }),
    ...(base_workflow_id !== (app.base_workflow_id ?? null) && { base_workflow_id }),
  };
}

/** The app's workflows, and the one that is set even where it cannot be seen. */
function workflowOptions({ base_workflow_id }: App, workflows: readonly ContentItem[]) {
  const ids = new Set([...(base_workflow_id ? [base_workflow_id] : []), ...workflows.map(({ id }) => id)]);
  return [{ value: '', label: 'None' }, ...[...ids].map((id) => ({ value: id, label: id }))];
}

interface EditAppDialogProps {
  readonly app: App;
  /** The organization that owns the app, where one acts in it. */
  readonly org: string | null;
  readonly ofOrganization: boolean;
  readonly onClose: () => void;
}

function useSave(app: App, onClose: () => void) {
  const { run } = useCommand('app.update');
  const invalidate = useInvalidate();
  return useRecordForm(schema, initial(app), async (values) => {
    const changes = changesOf(app, values);
    if (Object.keys(changes).length > 0) {
      await run({ params: { user_id: app.user_id, app_id: app.id }, body: { app: changes } });
      void invalidate(app.user_id, 'apps.list', 'apps.get', 'access.list', 'access.simulate', 'team_apps.list');
      toast.success(`Saved app ${values.name}.`);
    }
    onClose();
  });
}

/** What one may change of an app. What one may not is shown, with the reason. */
export function EditAppDialog({ app, org, ofOrganization, onClose }: EditAppDialogProps) {
  const blocked = useBlocked();
  const { form, submit, busy, error, problem } = useSave(app, onClose);
  const workflows = useContent(app, 'workflows', app.abilities.view_workflows === true).rows;
  const known = labelsOf(useApps(app.user_id).rows);
  const reason = (action: Parameters<typeof appReason>[1]) => appReason(app, action, blocked);
  const field = (action: Parameters<typeof appReason>[1]) => {
    const why = reason(action);
    return why === undefined ? {} : { readOnly: true, hint: why };
  };
  const visibility = chosenVisibility(form.watch('visibility')).gettable;
  const labels = form.watch('compliance_labels');
  const workflowReason = reason('edit_base_workflow');
  const visibilityReason = reason('change_app_visibility');
  return (
    <FormDialog
      size="lg"
      title={`Edit ${app.name}`}
      onSubmit={submit}
      submitLabel="Save app"
      {...{ busy, error, onClose }}
    >
      <TextField label="Name" error={problem('name')} {...field('edit_app_description')} {...form.register('name')} />
      <TextArea
        label="Description"
        rows={2}
        error={problem('description')}
        {...field('edit_app_description')}
        {...form.register('description')}
      />
      <div className="grid grid-cols-2 gap-4">
        <SelectField
          label="Visibility"
          options={visibilityOptions(ofOrganization)}
          hint={visibilityReason ?? visibilityText(visibility).hint}
          error={problem('visibility')}
          value={form.watch('visibility')}
          onChange={(event) => form.setValue('visibility', event.target.value)}
          disabled={visibilityReason !== undefined}
        />
        <SelectField
          label="Base workflow"
          options={workflowOptions(app, workflows)}
          hint={workflowReason ?? 'New inputs go through it.'}
          error={problem('base_workflow_id')}
          value={form.watch('base_workflow_id')}
          onChange={(event) => form.setValue('base_workflow_id', event.target.value)}
          disabled={workflowReason !== undefined}
        />
      </div>
      <LabelsField
        value={labels}
        onChange={(next) => form.setValue('compliance_labels', next)}
        known={known}
        error={problem('compliance_labels')}
        reason={reason('edit_compliance_labels')}
      />
      <TextArea
        label="Notes"
        rows={6}
        error={problem('notes')}
        {...field('edit_app_notes')}
        {...form.register('notes')}
      />
      <TextArea
        mono
        label="Metadata"
        rows={5}
        error={problem('metadata')}
        hint="A JSON object of your own, up to 16 kB."
        {...field('edit_app_description')}
        {...form.register('metadata')}
      />
      {org !== null && (!same(labels, app.compliance_labels) || visibility !== app.visibility.gettable) && (
        <WhatIf
          org={org}
          changes={[
            ...(same(labels, app.compliance_labels)
              ? []
              : [{ type: 'set_labels' as const, app_id: app.id, compliance_labels: [...labels] }]),
            ...(visibility === app.visibility.gettable
              ? []
              : [{ type: 'set_visibility' as const, app_id: app.id, visibility }]),
          ]}
        />
      )}
    </FormDialog>
  );
}

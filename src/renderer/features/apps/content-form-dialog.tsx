import { z } from 'zod';
import type { App } from '../../../contract/api/apps.ts';
import type { ContentItem, ContentKind } from '../../../contract/api/content.ts';
import { line, newId } from '../../../contract/common.ts';
import { useInvalidate } from '../../lib/api.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useSuggestedId } from '../../lib/use-suggested-id.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { singular } from './content-words.ts';
import { contentRouteName, useContentCommands } from './use-content.ts';
import { chosenVisibility, visibilityOptions, visibilityText } from './visibility.ts';

const schema = z.strictObject({
  name: line(80),
  id: newId,
  type: z.string().max(80),
  description: z.string().max(2000),
  visibility: z.string(),
});

interface ContentFormDialogProps {
  readonly app: App;
  readonly kind: ContentKind;
  /** What to change; a new one without. */
  readonly item: ContentItem | undefined;
  readonly ofOrganization: boolean;
  readonly onClose: () => void;
}

function useSave({ app, kind, item, onClose }: ContentFormDialogProps) {
  const { create, update } = useContentCommands(app, kind);
  const invalidate = useInvalidate();
  const values = {
    name: item?.name ?? '',
    id: item?.id ?? '',
    type: item?.type ?? '',
    description: item?.description ?? '',
    visibility: String(item?.visibility.gettable ?? 10),
  };
  return useRecordForm(schema, values, async ({ visibility, ...fields }) => {
    const chosen = chosenVisibility(visibility);
    const sameVisibility = item !== undefined && item.visibility.gettable === chosen.gettable;
    if (item === undefined) await create([{ ...fields, visibility: chosen }]);
    else await update([{ ...fields, ...(!sameVisibility && { visibility: chosen }) }]);
    void invalidate(app.user_id, contentRouteName(kind));
    toast.success(item === undefined ? `Created ${fields.name}.` : `Saved ${fields.name}.`);
    onClose();
  });
}

/** Something in an app: new, or changed. */
export function ContentFormDialog(props: ContentFormDialogProps) {
  const { kind, item, ofOrganization, onClose, app } = props;
  const { form, submit, busy, error, problem } = useSave(props);
  const onIdTyped = useSuggestedId(form.watch('name'), (id) => item === undefined && form.setValue('id', id));
  const mayShow = app.abilities.change_resource_visibility === true;
  const noun = singular(kind);
  return (
    <FormDialog
      title={item === undefined ? `Create ${noun === 'input' ? 'an' : 'a'} ${noun}` : `Edit ${item.name}`}
      onSubmit={submit}
      submitLabel={item === undefined ? `Create ${noun}` : `Save ${noun}`}
      {...{ busy, error, onClose }}
    >
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      <TextField
        mono
        label="Id"
        readOnly={item !== undefined}
        hint={item === undefined ? 'Appears in the API and cannot be changed later.' : 'It stays as it is.'}
        error={problem('id')}
        {...form.register('id', { onChange: onIdTyped })}
      />
      <TextField
        label="Type"
        optional
        hint="In your own words, such as visual-detector."
        error={problem('type')}
        {...form.register('type')}
      />
      <TextArea
        label="Description"
        optional
        rows={3}
        error={problem('description')}
        {...form.register('description')}
      />
      <SelectField
        label="Visibility"
        options={visibilityOptions(ofOrganization)}
        hint={
          mayShow
            ? visibilityText(Number(form.watch('visibility'))).hint
            : 'You may not decide who sees what is in the app.'
        }
        error={problem('visibility')}
        value={form.watch('visibility')}
        onChange={(event) => form.setValue('visibility', event.target.value)}
        disabled={!mayShow}
      />
    </FormDialog>
  );
}

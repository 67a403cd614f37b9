import { z } from 'zod';
import type { App } from '../../../contract/api/apps.ts';
import { type Collaborator, type CollaboratorScope, collaboratorScope } from '../../../contract/api/collaborators.ts';
import { id } from '../../../contract/common.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { fullName } from '../../lib/format.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { describeScopes } from '../access/action-words.ts';
import { WhatIf } from '../access/what-if.tsx';
import { ScopesChoice } from './scopes-choice.tsx';

const schema = z.strictObject({ id, scopes: z.array(collaboratorScope).min(1, 'is empty').max(60) });

export const collaboratorName = ({ user }: Collaborator): string => fullName(user) || user.id;

const ABOUT = 'A person or an organization, by id. Of an organization, each member has what their role there allows.';

interface CollaboratorDialogProps {
  readonly app: App;
  readonly org: string | null;
  /** Whose scopes to change; a new one without. */
  readonly collaborator: Collaborator | undefined;
  readonly onClose: () => void;
}

function useSave({ app, collaborator, onClose }: CollaboratorDialogProps) {
  const add = useCommand('collaborators.add').run;
  const update = useCommand('collaborators.update').run;
  const invalidate = useInvalidate();
  const start: CollaboratorScope[] = (collaborator?.scopes ?? ['read']) as CollaboratorScope[];
  return useRecordForm(schema, { id: collaborator?.id ?? '', scopes: start }, async (values) => {
    const input = { params: { user_id: app.user_id, app_id: app.id }, body: { collaborators: [values] } };
    await (collaborator === undefined ? add(input) : update(input));
    void invalidate(app.user_id, 'collaborators.list', 'access.list', 'access.simulate');
    const name = collaborator === undefined ? values.id : collaboratorName(collaborator);
    toast.success(`${name}: ${describeScopes(values.scopes).toLocaleLowerCase()}.`);
    onClose();
  });
}

/** Lets a person or an organization work in one app, or changes what they may do there. */
export function CollaboratorDialog(props: CollaboratorDialogProps) {
  const { app, org, collaborator, onClose } = props;
  const { form, submit, busy, error, problem } = useSave(props);
  const values = { id: form.watch('id'), scopes: form.watch('scopes') };
  const isNew = collaborator === undefined;
  return (
    <FormDialog
      title={isNew ? `Add a collaborator to ${app.name}` : `What ${collaboratorName(collaborator)} may do`}
      {...(isNew && { description: ABOUT })}
      onSubmit={submit}
      submitLabel={isNew ? 'Add collaborator' : 'Save scopes'}
      {...{ busy, error, onClose }}
    >
      {isNew && <TextField mono label="Id" error={problem('id')} {...form.register('id')} />}
      <ScopesChoice
        value={values.scopes}
        onChange={(scopes) => form.setValue('scopes', scopes)}
        error={problem('scopes')}
      />
      {org !== null && !isNew && (
        <WhatIf
          org={org}
          changes={[{ type: 'add_collaborator', app_id: app.id, user_id: collaborator.id, scopes: values.scopes }]}
        />
      )}
    </FormDialog>
  );
}

import type { UseFormRegisterReturn } from 'react-hook-form';
import { z } from 'zod';
import { type Team, teamsCreate } from '../../../contract/api/teams.ts';
import { line, newId, permissionId } from '../../../contract/common.ts';
import { TEAM_PERMISSIONS, type TeamPermissionId } from '../../../contract/permissions.ts';
import { useCommand } from '../../lib/api.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useSuggestedId } from '../../lib/use-suggested-id.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { permissionOptions } from './permissions.ts';
import { useRefreshTeams } from './use-team.ts';

interface DialogProps {
  readonly org: string;
  readonly onClose: () => void;
  /** The team's id as it now is. */
  readonly onDone: (id: string) => void;
}

const createSchema = teamsCreate.body.shape.teams.element;
const editSchema = z.strictObject({ name: line(80), new_id: newId, default_permission_id: permissionId });

function PermissionField({
  value,
  error,
  ...register
}: { value: TeamPermissionId; error: string | undefined } & UseFormRegisterReturn) {
  return (
    <SelectField
      label="Default permission"
      options={permissionOptions}
      hint={`${TEAM_PERMISSIONS[value].summary} Holds for each app of the team that has no permission of its own.`}
      error={error}
      {...register}
    />
  );
}

/** A new team, without members and apps yet. */
export function CreateTeamDialog({ org, onClose, onDone }: DialogProps) {
  const { run } = useCommand('teams.create');
  const refresh = useRefreshTeams(org);
  const { form, submit, busy, error, problem } = useRecordForm(
    createSchema,
    { name: '', id: '', default_permission_id: 'labeler_worker' },
    async (team) => {
      await run({ params: { org_id: org }, body: { teams: [team] } });
      void refresh();
      toast.success(`Created team ${team.name}. Add its members and apps.`);
      onDone(team.id);
    },
  );
  const onIdTyped = useSuggestedId(form.watch('name'), (id) => form.setValue('id', id));
  return (
    <FormDialog
      title="Create a team"
      description="A team gives its members the same permissions on its apps."
      onSubmit={submit}
      submitLabel="Create team"
      {...{ busy, error, onClose }}
    >
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      <TextField
        mono
        label="Id"
        hint="Appears in addresses and in the API."
        error={problem('id')}
        {...form.register('id', { onChange: onIdTyped })}
      />
      <PermissionField
        value={form.watch('default_permission_id')}
        error={problem('default_permission_id')}
        {...form.register('default_permission_id')}
      />
    </FormDialog>
  );
}

/** A team's name, id and default permission, with a look at what another default changes. */
export function EditTeamDialog({ org, team, onClose, onDone }: DialogProps & { readonly team: Team }) {
  const { run } = useCommand('teams.update');
  const refresh = useRefreshTeams(org);
  const { id, name, default_permission_id } = team;
  const { form, submit, busy, error, problem } = useRecordForm(
    editSchema,
    { name, new_id: id, default_permission_id },
    async ({ new_id, ...changes }) => {
      await run({ params: { org_id: org }, body: { teams: [{ id, ...changes, ...(new_id !== id && { new_id }) }] } });
      void refresh();
      toast.success(`Saved team ${changes.name}.`);
      onDone(new_id);
    },
  );
  const chosen = form.watch('default_permission_id');
  return (
    <FormDialog title={`Edit team ${name}`} onSubmit={submit} submitLabel="Save team" {...{ busy, error, onClose }}>
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      <TextField
        mono
        label="Id"
        hint="A new id changes the team’s address; scripts that name the old one stop finding it."
        error={problem('new_id')}
        {...form.register('new_id')}
      />
      <PermissionField
        value={chosen}
        error={problem('default_permission_id')}
        {...form.register('default_permission_id')}
      />
      {chosen !== default_permission_id && (
        <WhatIf org={org} changes={[{ type: 'change_team_default', team_id: id, default_permission_id: chosen }]} />
      )}
    </FormDialog>
  );
}

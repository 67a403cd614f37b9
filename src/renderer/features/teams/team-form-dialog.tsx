import type { UseFormRegisterReturn } from 'react-hook-form';
import { z } from 'zod';
import { type Team, teamsCreate } from '../../../contract/api/teams.ts';
import { line, newId, permissionId } from '../../../contract/common.ts';
import { TEAM_PERMISSIONS, type TeamPermissionId } from '../../../contract/permissions.ts';
import { useCommand } from '../../lib/api.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useSuggestedId } from '../../lib/use-suggested-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
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

function Buttons({ onClose, busy, label }: { onClose: () => void; busy: boolean; label: string }) {
  return (
    <div className="mt-1 flex justify-end gap-2">
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" variant="primary" loading={busy}>
        {label}
      </Button>
    </div>
  );
}

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
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create a team"
      description="A team gives its members the same permissions on its apps."
    >
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
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
        {error && <InlineError error={error} />}
        <Buttons onClose={onClose} busy={busy} label="Create team" />
      </form>
    </Dialog>
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Edit team ${name}`}>
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
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
        {error && <InlineError error={error} />}
        <Buttons onClose={onClose} busy={busy} label="Save team" />
      </form>
    </Dialog>
  );
}

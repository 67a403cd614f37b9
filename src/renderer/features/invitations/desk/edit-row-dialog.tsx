import { useState } from 'react';
import type { RoleId } from '../../../../contract/permissions.ts';
import { roleOptions } from '../../../lib/format.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { roleRisk } from '../role-risk.ts';
import { TeamsField } from '../teams-field.tsx';
import { type DeskRow, readAddress } from './desk-rows.ts';

interface EditRowDialogProps {
  readonly org: string;
  readonly row: DeskRow;
  readonly onSave: (row: DeskRow) => void;
  readonly onClose: () => void;
}

/** Mends one row of the list: its address, its role, its teams. */
export function EditRowDialog({ org, row, onSave, onClose }: EditRowDialogProps) {
  const [written, setWritten] = useState(row.written);
  const [name, setName] = useState(row.name);
  const [role, setRole] = useState<RoleId | null>(row.role);
  const [teams, setTeams] = useState(row.teams);
  const [tried, setTried] = useState(false);
  const email = readAddress(written);
  const problem =
    !tried && row.email !== null ? undefined : email === null ? 'This is not an e-mail address.' : undefined;
  const unknown = { value: '', label: `No role is called “${row.writtenRole}”`, disabled: true };
  return (
    <FormDialog
      title={`Row ${row.place}`}
      submitLabel="Save row"
      busy={false}
      error={null}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (email === null || role === null) return;
        onSave({ ...row, written, email, name: name.trim(), role, teams, unknownTeams: [] });
        onClose();
      }}
    >
      <TextField label="E-mail" value={written} error={problem} onChange={(event) => setWritten(event.target.value)} />
      <TextField label="Name" optional maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <SelectField
        label="Role"
        options={role === null ? [unknown, ...roleOptions] : roleOptions}
        value={role ?? ''}
        error={tried && role === null ? 'Choose a role.' : undefined}
        onChange={(event) => setRole(event.target.value as RoleId)}
        hint={role === null ? undefined : `${roleRisk(role).text}.`}
      />
      {row.unknownTeams.length > 0 && (
        <p className="text-amber-text">
          The list names teams that there are not: {row.unknownTeams.join(', ')}. Saving the row leaves them out.
        </p>
      )}
      <TeamsField org={org} chosen={teams} onChosen={setTeams} />
    </FormDialog>
  );
}

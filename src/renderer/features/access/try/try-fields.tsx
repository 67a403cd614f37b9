import { TEAM_PERMISSION_IDS, TEAM_PERMISSIONS } from '../../../../contract/permissions.ts';
import { roleOptions } from '../../../lib/format.ts';
import { SearchChip, type SearchChoice } from '../../../ui/search-chip.tsx';
import type { AccessAddress } from '../access-address.ts';
import type { AccessChoices } from '../access-choices.ts';
import { fieldsOf, TRY_KINDS, type TryField } from './changes-to-try.ts';
import { TRY_TYPES, type TryType } from './try-types.ts';

const TYPES = TRY_TYPES.map((value) => ({ value, label: TRY_KINDS[value].label }));
const PERMISSIONS = TEAM_PERMISSION_IDS.map((value) => ({ value, label: TEAM_PERMISSIONS[value].name }));
const VISIBILITIES = [
  { value: '10', label: 'Private' },
  { value: '30', label: 'Organization' },
  { value: '50', label: 'Public' },
];
const NAMES: Readonly<Record<TryField, string>> = {
  person: 'Person',
  app: 'App',
  team: 'Team',
  role: 'Role',
  permission: 'Permission',
  visibility: 'Visibility',
};

interface TryFieldsProps {
  readonly type: TryType | undefined;
  readonly address: AccessAddress;
  readonly choices: AccessChoices;
  readonly onChange: (changes: AccessAddress) => void;
}

/** A change as a row of choices: what kind it is, and then what that kind takes. */
export function TryFields({ type, address, choices, onChange }: TryFieldsProps) {
  const options: Readonly<Record<TryField, readonly SearchChoice[]>> = {
    ...choices,
    role: roleOptions.map(({ value, label }) => ({ value, label })),
    permission: PERMISSIONS,
    visibility: VISIBILITIES,
  };
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
      <SearchChip
        name="Change"
        choices={TYPES}
        value={type ?? null}
        onChange={(value) => onChange({ change: TRY_TYPES.find((one) => one === value) })}
      />
      {type !== undefined &&
        fieldsOf(type).map((field) => (
          <SearchChip
            key={field}
            name={NAMES[field]}
            choices={options[field]}
            value={address[field] ?? null}
            onChange={(value) => onChange({ [field]: value ?? undefined })}
          />
        ))}
    </div>
  );
}

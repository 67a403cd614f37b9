import { TEAM_PERMISSION_IDS, TEAM_PERMISSIONS, type TeamPermissionId } from '../../../contract/permissions.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';

export const permissionName = (id: TeamPermissionId): string => TEAM_PERMISSIONS[id].name;

/** What a team has on one app: its own permission there, or "Default: Model Trainer". */
export const permissionText = (own: TeamPermissionId | null, effective: TeamPermissionId): string =>
  own === null ? `Default: ${permissionName(effective)}` : permissionName(own);

export const permissionOptions: readonly { readonly value: TeamPermissionId; readonly label: string }[] =
  TEAM_PERMISSION_IDS.map((value) => ({ value, label: TEAM_PERMISSIONS[value].name }));

/** The value of the choice "the team's default", where an own permission can be chosen instead. */
export const DEFAULT_CHOICE = 'default';

export const choiceOptions = (teamDefault: TeamPermissionId) => [
  { value: DEFAULT_CHOICE, label: `Default: ${permissionName(teamDefault)}` },
  ...permissionOptions,
];

/** A chosen value as the API takes it: null where the team's default holds. */
export const chosenPermission = (value: string): TeamPermissionId | null =>
  TEAM_PERMISSION_IDS.find((id) => id === value) ?? null;

/** A permission for each entry, the present one marked. */
export function permissionEntries(
  current: TeamPermissionId | null | undefined,
  teamDefault: TeamPermissionId | undefined,
  choose: (permission: TeamPermissionId | null) => void,
): MenuEntry[] {
  const byDefault = teamDefault === undefined ? 'The team’s default' : `Default: ${permissionName(teamDefault)}`;
  return [
    { heading: 'Permission' },
    { label: byDefault, checked: current === null, onSelect: () => choose(null) },
    ...permissionOptions.map(({ value, label }) => ({
      label,
      checked: current === value,
      onSelect: () => choose(value),
    })),
  ];
}

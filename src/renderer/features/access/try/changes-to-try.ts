import { type SimulatedChange, simulatedChange } from '../../../../contract/access.ts';
import { TRY_TYPES, type TryType } from './try-types.ts';

export type TriedChange = Extract<SimulatedChange, { type: TryType }>;

/** What a change takes, as the address calls it. */
export const TRY_FIELDS = ['person', 'app', 'team', 'role', 'permission', 'visibility'] as const;
export type TryField = (typeof TRY_FIELDS)[number];

interface TryKind {
  readonly label: string;
  /** The change's own fields, in the order in which people say them, and what of the address fills each. */
  readonly fields: Readonly<Record<string, TryField>>;
}

export const TRY_KINDS: Readonly<Record<TryType, TryKind>> = {
  change_role: { label: 'Change a role', fields: { user_id: 'person', role_id: 'role' } },
  remove_member: { label: 'Remove a member', fields: { user_id: 'person' } },
  add_team_member: { label: 'Add a person to a team', fields: { user_id: 'person', team_id: 'team' } },
  remove_team_member: { label: 'Remove a person from a team', fields: { user_id: 'person', team_id: 'team' } },
  add_team_app: { label: 'Add an app to a team', fields: { app_id: 'app', team_id: 'team' } },
  change_team_app: {
    label: 'Change a team’s permission on an app',
    fields: { app_id: 'app', team_id: 'team', permission_id: 'permission' },
  },
  remove_team_app: { label: 'Remove an app from a team', fields: { app_id: 'app', team_id: 'team' } },
  change_team_default: {
    label: 'Change a team’s default',
    fields: { team_id: 'team', default_permission_id: 'permission' },
  },
  set_visibility: { label: 'Change an app’s visibility', fields: { app_id: 'app', visibility: 'visibility' } },
};

type Filled = { readonly [F in TryField]?: string | undefined };

/** The fields of the address that a change takes, each once. */
export const fieldsOf = (type: TryType): readonly TryField[] => Object.values(TRY_KINDS[type].fields);

/** The change that the address describes; null while something is missing or means nothing. */
export function changeToTry(type: TryType, filled: Filled): TriedChange | null {
  const values = Object.entries(TRY_KINDS[type].fields).map(([name, field]) => {
    const value = filled[field];
    return [name, field === 'visibility' ? Number(value) : value];
  });
  const parsed = simulatedChange.safeParse({ type, ...Object.fromEntries(values) });
  return parsed.success ? (parsed.data as TriedChange) : null;
}

const isTried = (change: SimulatedChange): change is TriedChange =>
  (TRY_TYPES as readonly string[]).includes(change.type);

/** Where a change can be tried out, as the address says it; undefined for a change that is looked at elsewhere. */
export function addressOfChange(change: SimulatedChange): ({ view: 'try'; change: TryType } & Filled) | undefined {
  if (!isTried(change)) return undefined;
  const values: Readonly<Record<string, unknown>> = change;
  const filled = Object.entries(TRY_KINDS[change.type].fields).flatMap(([name, field]) => {
    const value = values[name];
    return value === undefined || value === null ? [] : [[field, String(value)]];
  });
  return { view: 'try', change: change.type, ...Object.fromEntries(filled) };
}

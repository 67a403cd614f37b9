import { ROLES, TEAM_PERMISSIONS } from '../../../contract/permissions.ts';
import { exactTime } from '../../lib/format.ts';
import type { AuditNames } from './audit-names.ts';

const NOTHING = '–';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const VISIBILITY: Readonly<Record<string, string>> = { 10: 'Private', 30: 'Organization', 50: 'Public' };

/** Roles and team permissions share no id. */
const GIVEN: Readonly<Record<string, { readonly name: string } | undefined>> = { ...ROLES, ...TEAM_PERMISSIONS };

/** Which kind of thing a field names by its id. */
const KIND_OF: Readonly<Record<string, string>> = {
  user_id: 'user',
  user_ids: 'user',
  team_id: 'team',
  team_ids: 'team',
  app_id: 'app',
  app_ids: 'app',
  silo_id: 'silo',
  silo_ids: 'silo',
};

/** `default_permission_id` as people say it: "default permission"; several ids name several things. */
export const fieldText = (field: string): string =>
  (/_ids$/.test(field) ? `${field.slice(0, -4)}s` : field.replace(/_id$/, '')).replaceAll('_', ' ');

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(text: string, field: string, names: AuditNames): string {
  const given = /role|permission/.test(field) ? GIVEN[text]?.name : undefined;
  if (given !== undefined) return given;
  const kind = KIND_OF[field];
  if (kind !== undefined) return names(kind, text);
  if (field === 'status') return text.charAt(0) + text.slice(1).toLowerCase();
  return TIME.test(text) ? exactTime(text) : text;
}

/** A value of the log as one reads it: by names, lists with commas, nothing as a dash. */
export function valueText(value: unknown, field: string, names: AuditNames): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (Array.isArray(value))
    return value.length === 0 ? NOTHING : value.map((one) => valueText(one, field, names)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && field === 'visibility') return VISIBILITY[value] ?? String(value);
  if (isRecord(value))
    return Object.entries(value)
      .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0))
      .map(([key, inner]) => `${fieldText(key)}: ${valueText(inner, field === 'permissions' ? field : key, names)}`)
      .join(' · ');
  return textOf(String(value), field, names);
}

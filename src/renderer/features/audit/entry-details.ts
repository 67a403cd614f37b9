import { type SiloOpenings, siloOpenings } from '../../../contract/access.ts';
import type { AuditEntry } from '../../../contract/api/audit.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface EntryDetails {
  readonly changes: readonly FieldChange[];
  readonly facts: readonly Fact[];
  readonly openings: SiloOpenings | undefined;
}

const NOTHING = '–';

/** A value of the log as one reads it: lists with commas, nothing as a dash. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : value.map(valueText).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** `default_permission_id` as people say it: "default permission". */
export const fieldText = (field: string): string => field.replace(/_ids?$/, '').replaceAll('_', ' ');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isChange = (value: unknown): value is { before: unknown; after: unknown } =>
  isRecord(value) && 'before' in value && 'after' in value;

/** Finds every `{before, after}`, however deep, and names it by its path. */
function changesIn(value: unknown, path: readonly string[]): FieldChange[] {
  if (isChange(value))
    return [{ field: path.map(fieldText).join(' · '), before: valueText(value.before), after: valueText(value.after) }];
  if (isRecord(value) && value.changed === true && Object.keys(value).length === 1)
    return [{ field: path.map(fieldText).join(' · '), before: '…', after: 'changed' }];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => changesIn(inner, [...path, key]));
}

/** What an entry says beyond who, what and when: each changed field with before and after, and all else as facts. */
export function entryDetails(details: AuditEntry['details']): EntryDetails {
  const { changes, silo_openings: opened, ...rest } = details;
  const openings = siloOpenings.safeParse(opened);
  const found = changesIn(changes, []);
  const facts: Fact[] = [];
  for (const [name, value] of Object.entries(rest)) {
    const inside = changesIn(value, [name]);
    if (inside.length > 0) found.push(...inside);
    else facts.push({ name: fieldText(name), value: valueText(value) });
  }
  return { changes: found, facts, openings: openings.success ? openings.data : undefined };
}

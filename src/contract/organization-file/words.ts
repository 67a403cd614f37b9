import { TEAM_PERMISSIONS, type TeamPermissionId } from '../permissions.ts';

export const quoted = (text: string): string => `“${text}”`;

/** A value of a file as people read it. */
export function valueText(value: unknown): string {
  if (value === null) return 'no limit';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

/** "minimum length: 8 → 15". */
export const changeText = (field: string, before: unknown, after: unknown): string =>
  `${field.replaceAll('_', ' ')}: ${valueText(before)} → ${valueText(after)}`;

export const permissionText = (permission: TeamPermissionId | null): string =>
  permission === null ? 'the team’s default' : TEAM_PERMISSIONS[permission].name;

const isSame = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((item) => other.includes(item))
    : one === other;

/** What differs between two records of the same fields, a line each; lists are sets. */
export const differences = <T extends object>(before: T, after: T): string[] =>
  (Object.keys(after) as (keyof T & string)[])
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => changeText(field, before[field], after[field]));

export const count = (amount: number, one: string): string => `${amount} ${amount === 1 ? one : `${one}s`}`;

/** At most ten lines, and how many more there are. */
export const shortened = (lines: readonly string[], most = 10): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most), `and ${lines.length - most} more`];

/** Of a list of anything, parts of at most `size`. */
export function chunked<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

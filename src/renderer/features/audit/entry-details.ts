import { type SiloOpenings, siloOpenings } from '../../../contract/access.ts';
import type { AuditNames } from './audit-names.ts';
import { namedTargets, type Told } from './target-text.ts';
import { fieldText, isRecord, valueText } from './value-text.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Fact {
  readonly name: string;
  /** One line each. */
  readonly values: readonly string[];
}

export interface EntryDetails {
  readonly changes: readonly FieldChange[];
  readonly facts: readonly Fact[];
  readonly openings: SiloOpenings | undefined;
}

interface Reader {
  words(path: readonly string[]): string;
  readonly targets: ReadonlyMap<string, string>;
  value(value: unknown, field: string): string;
}

const isChange = (value: unknown): value is { before: unknown; after: unknown } =>
  isRecord(value) && 'before' in value && 'after' in value;

/** A value right under the id of a target is what it was given: `{ada: {before: 'admin', after: 'organization_user'}}`. */
const fieldOf = (path: readonly string[], targets: ReadonlyMap<string, string>): string => {
  const last = path.at(-1) ?? '';
  return targets.has(last) ? 'role' : last;
};

function oneChange(change: { before: unknown; after: unknown }, path: readonly string[], read: Reader): FieldChange[] {
  const { before, after } = change;
  if (!isRecord(before) && !isRecord(after)) {
    const field = fieldOf(path, read.targets);
    return [{ field: read.words(path), before: read.value(before, field), after: read.value(after, field) }];
  }
  const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) => {
    if (JSON.stringify(old[key]) === JSON.stringify(now[key])) return [];
    return oneChange({ before: old[key], after: now[key] }, [...path, key], read);
  });
}

/** Finds every `{before, after}`, however deep, and names it by its path. */
function changesIn(value: unknown, path: readonly string[], read: Reader): FieldChange[] {
  if (isChange(value)) return oneChange(value, path, read);
  if (!isRecord(value)) return [];
  if (value.changed === true && Object.keys(value).length === 1)
    return [{ field: read.words(path), before: '…', after: 'changed' }];
  return Object.entries(value).flatMap(([key, inner]) => changesIn(inner, [...path, key], read));
}

function readerOf(entry: Told, names: AuditNames): Reader {
  const targets = new Map(namedTargets(entry, names).map(({ id, label }) => [id, label]));
  return {
    targets,
    words: (path) => path.map((key) => targets.get(key) ?? fieldText(key)).join(' · '),
    value: (value, field) => valueText(value, field, names),
  };
}

/** What an entry says beyond who, what and when: each changed field with before and after, and all else as facts. */
export function entryDetails(entry: Told, names: AuditNames): EntryDetails {
  const { changes, silo_openings: opened, ...rest } = entry.details;
  const openings = siloOpenings.safeParse(opened);
  const read = readerOf(entry, names);
  const found = changesIn(changes, [], read);
  const facts: Fact[] = [];
  for (const [name, value] of Object.entries(rest)) {
    const inside = changesIn(value, [name], read);
    const values = Array.isArray(value) && value.some(isRecord) ? value : [value];
    if (inside.length > 0) found.push(...inside);
    else facts.push({ name: fieldText(name), values: values.map((one) => valueText(one, name, names)) });
  }
  return { changes: found, facts, openings: openings.success ? openings.data : undefined };
}

import type { AuditTargetKind } from '../../contract/api/audit.ts';
import type { AuditEvent } from '../audit/record.ts';

/** The event's targets of one kind, each with its name, or its id where it was not named. */
export const targetsOf = ({ targets }: AuditEvent, kind: AuditTargetKind): { id: string; name: string }[] =>
  targets.flatMap((target) => {
    const found = target[kind];
    return found === undefined ? [] : [{ id: found.id, name: found.name ?? found.id }];
  });

export const idsOf = (event: AuditEvent, kind: AuditTargetKind): string[] => targetsOf(event, kind).map(({ id }) => id);

/** A change of one field, as `changes` of audit/record.ts writes it. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** The event's changes by field, or by person. */
export const changesOf = <T>({ details }: AuditEvent): Readonly<Record<string, Change<T>>> =>
  (details?.changes ?? {}) as Readonly<Record<string, Change<T>>>;

import type { AuditEntry } from '../../../contract/api/audit.ts';
import { formatNumber } from '../../lib/format.ts';

type Targets = AuditEntry['targets'];

const KINDS: Readonly<Record<string, string>> = {
  user: 'Person',
  key: 'Token',
  app: 'App',
  cluster: 'Cluster',
};

export const targetKind = (kind: string): string =>
  KINDS[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ');

export interface NamedTarget {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
}

/** The targets of an entry, one by one, each by its name where the log has one. */
export const namedTargets = (targets: Targets): readonly NamedTarget[] =>
  targets.flatMap((target) =>
    Object.entries(target).map(([kind, { id, name }]) => ({
      kind,
      id,
      label: typeof name === 'string' && name !== '' ? name : id,
    })),
  );

/** "Radiology, Ada Byron and 12 more". */
export function targetsText(targets: Targets): string {
  const names = namedTargets(targets).map(({ label }) => label);
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 2).join(', ')} and ${formatNumber(names.length - 2)} more`;
}

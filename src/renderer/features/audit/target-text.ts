import { z } from 'zod';
import type { AuditEntry } from '../../../contract/api/audit.ts';
import { formatNumber } from '../../lib/format.ts';
import type { AuditNames } from './audit-names.ts';

export type Told = Pick<AuditEntry, 'targets' | 'details'>;

const KINDS: Readonly<Record<string, string>> = {
  user: 'Person',
  key: 'Token',
};

export const targetKind = (kind: string): string =>
  KINDS[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ');

export interface NamedTarget {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
}

const withEmail = z.object({ email: z.string() });
/** The three places where the log keeps whom an invitation went to. */
const invited = z.object({
  email: z.string().optional().catch(undefined),
  invitations: z.array(withEmail).optional().catch(undefined),
  changes: z
    .record(z.string(), z.object({ before: withEmail }).optional().catch(undefined))
    .optional()
    .catch(undefined),
});

/** Whom an invitation among the targets went to: they are told in the order of the targets, or by their ids. */
function invitationEmail({ details }: Told, id: string, index: number): string | undefined {
  const { email, invitations, changes } = invited.parse(details);
  return email ?? invitations?.[index]?.email ?? changes?.[id]?.before.email;
}

/** The targets of an entry, one by one, each by its name where the log or the organization has one. */
export function namedTargets(entry: Told, names: AuditNames): readonly NamedTarget[] {
  return entry.targets.flatMap((target, index) =>
    Object.entries(target).map(([kind, { id, name }]) => {
      const recorded = typeof name === 'string' && name !== '' ? name : undefined;
      const email = kind === 'invitation' ? invitationEmail(entry, id, index) : undefined;
      return { kind, id, label: recorded ?? email ?? names(kind, id) };
    }),
  );
}

/** "Radiology, Ada Byron and 12 more". */
export function targetsText(entry: Told, names: AuditNames): string {
  // Who accepted and the invitation to them are told as one.
  const all = [...new Set(namedTargets(entry, names).map(({ label }) => label))];
  if (all.length <= 3) return all.join(', ');
  return `${all.slice(0, 2).join(', ')} and ${formatNumber(all.length - 2)} more`;
}

import { useState } from 'react';
import type { AppError } from '../../../../contract/errors.ts';
import { ROLE_IDS } from '../../../../contract/permissions.ts';
import { invoke, toAppError } from '../../../lib/bridge.ts';
import { formatNumber, plural, roleName } from '../../../lib/format.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { roleRisk } from '../role-risk.ts';
import { clearDesk } from './desk-store.ts';
import type { JudgedRow } from './row-state.ts';

interface SendDialogProps {
  readonly account: string;
  readonly org: string;
  readonly organizationName: string;
  /** The rows that will be invited. */
  readonly rows: readonly JudgedRow[];
  /** How many rows of the list are left out. */
  readonly leftOut: number;
  readonly onClose: () => void;
}

/** How many get each role, and what that means, the gravest first. */
function roleLines(rows: readonly JudgedRow[]): string[] {
  return ROLE_IDS.flatMap((role) => {
    const count = rows.filter((row) => row.role === role).length;
    if (count === 0) return [];
    const { text } = roleRisk(role);
    return [`${formatNumber(count)} as ${roleName(role)}. ${text}.`];
  });
}

/** Says what will be sent and hands the list to main, which sends it whatever happens to this window. */
export function SendDialog({ account, org, organizationName, rows, leftOut, onClose }: SendDialogProps) {
  const [error, setError] = useState<AppError | null>(null);
  const people = plural(rows.length, 'person', 'people');
  const begin = async () => {
    setError(null);
    const invitations = rows.flatMap(({ email, name, role, teams }) =>
      email === null || role === null ? [] : [{ email, name, role_id: role, team_ids: [...teams] }],
    );
    try {
      await invoke('invite_jobs.begin', {
        ...{ account_id: account, organization_id: org, organization_name: organizationName, invitations },
      });
      clearDesk(account, org);
    } catch (thrown) {
      setError(toAppError(thrown));
      throw thrown;
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Invite ${people} to ${organizationName}?`}
      description="Each gets an invitation that is valid for 7 days. Sending goes on while you work elsewhere."
      consequences={[
        ...roleLines(rows),
        ...(leftOut > 0 ? [`${plural(leftOut, 'row is', 'rows are')} left out: only new people are invited.`] : []),
      ]}
      confirmLabel={`Invite ${people}`}
      onConfirm={begin}
      error={error}
    />
  );
}

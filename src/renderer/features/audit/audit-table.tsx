import { ScrollText } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { EndlessList } from '../../lib/endless-list.ts';
import { useOpenRow } from '../../lib/open-row.ts';
import { useStatus } from '../../lib/page.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type AuditAddress, NO_FILTERS } from './audit-address.ts';
import { auditColumns } from './audit-columns.tsx';
import type { AuditNames } from './audit-names.ts';
import { AuditPanel } from './audit-panel.tsx';
import { entryId, entryName, type LogEntry } from './log-entry.ts';
import { useLinkedEntry } from './use-linked-entry.ts';

interface AuditTableProps {
  readonly log: EndlessList<LogEntry>;
  /** Whose logs these are. */
  readonly organizations: readonly LogEntry['organization'][];
  readonly names: AuditNames;
  readonly filtered: boolean;
  readonly address: AuditAddress;
  readonly onChange: (changes: AuditAddress) => void;
}

const empty = (filtered: boolean, onClear: () => void): ReactNode =>
  filtered ? (
    <EmptyState
      icon={ScrollText}
      title="Nothing matches"
      text="No entry fits all of these filters."
      action={<Button onClick={onClear}>Show the whole log</Button>}
    />
  ) : (
    <EmptyState
      icon={ScrollText}
      title="Nothing has happened yet"
      text="Every change will stand here, and every refused attempt."
    />
  );

/** The log as a grid that reads on as one scrolls, with the details of one entry at the side. */
export function AuditTable({ log, organizations, names, filtered, address, onChange }: AuditTableProps) {
  const onOpenId = useCallback((entry: string | undefined) => onChange({ entry }), [onChange]);
  const details = useOpenRow(log.rows, entryId, address.entry, onOpenId);
  // A link may lead to an entry that is far down, or that the filters leave out.
  const linked = useLinkedEntry(organizations, details.row === undefined && !log.isPending ? address.entry : undefined);
  const entry = details.row ?? linked;
  const inAll = organizations.length > 1;
  const narrow = entry !== undefined;
  const columns = useMemo(() => auditColumns({ organizations: inAll, narrow, names }), [inAll, narrow, names]);
  useStatus({ asOf: log.asOf });
  return (
    <div className="relative flex min-h-0 flex-1">
      <DataTable
        label="Audit log"
        rows={log.rows}
        columns={columns}
        rowId={entryId}
        rowName={entryName}
        onOpen={details.open}
        openId={address.entry ?? null}
        loading={log.isPending}
        error={log.rows.length === 0 ? log.error : null}
        onRetry={log.refetch}
        onNearEnd={log.more}
        total={log.complete ? log.rows.length : null}
        noun={log.complete ? ['entry', 'entries'] : ['entry so far', 'entries so far']}
        empty={empty(filtered, () => onChange(NO_FILTERS))}
      />
      {entry && (
        <AuditPanel {...{ entry, names }} onClose={details.close} onPrevious={details.previous} onNext={details.next} />
      )}
    </div>
  );
}

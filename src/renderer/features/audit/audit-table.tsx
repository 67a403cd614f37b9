import { ScrollText } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { EndlessList } from '../../lib/endless-list.ts';
import { useStatus } from '../../lib/page.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { auditColumns } from './audit-columns.tsx';
import type { AuditNames } from './audit-names.ts';
import { AuditPanel } from './audit-panel.tsx';
import { entryId, entryName, type LogEntry } from './log-entry.ts';

interface AuditTableProps {
  readonly log: EndlessList<LogEntry>;
  readonly organizations: boolean;
  readonly names: AuditNames;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

function useOpenEntry(rows: readonly LogEntry[]) {
  const [openId, setOpenId] = useState<string | null>(null);
  const index = openId === null ? -1 : rows.findIndex((entry) => entryId(entry) === openId);
  const step = (by: number) => {
    const target = rows[index + by];
    return target === undefined ? undefined : () => setOpenId(entryId(target));
  };
  return {
    entry: rows[index],
    openId,
    open: useCallback((entry: LogEntry) => setOpenId(entryId(entry)), []),
    close: useCallback(() => setOpenId(null), []),
    step,
  };
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
export function AuditTable({ log, organizations, names, filtered, onClear }: AuditTableProps) {
  const details = useOpenEntry(log.rows);
  const narrow = details.entry !== undefined;
  const columns = useMemo(() => auditColumns({ organizations, narrow, names }), [organizations, narrow, names]);
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
        openId={details.openId}
        loading={log.isPending}
        error={log.rows.length === 0 ? log.error : null}
        onRetry={log.refetch}
        onNearEnd={log.more}
        total={log.complete ? log.rows.length : null}
        noun={log.complete ? ['entry', 'entries'] : ['entry so far', 'entries so far']}
        empty={empty(filtered, onClear)}
      />
      {details.entry && (
        <AuditPanel
          entry={details.entry}
          names={names}
          onClose={details.close}
          onPrevious={details.step(-1)}
          onNext={details.step(1)}
        />
      )}
    </div>
  );
}

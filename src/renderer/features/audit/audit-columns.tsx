import { CircleCheck, CircleSlash } from 'lucide-react';
import { personName } from '../../lib/person-name.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { AuditNames } from './audit-names.ts';
import type { LogEntry } from './log-entry.ts';
import { targetsText } from './target-text.ts';

function Who({ entry }: { readonly entry: LogEntry }) {
  if (entry.user === null) return <span className="text-muted">Steward</span>;
  const name = personName(entry.user);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={entry.user.id} name={name} size={20} />
      <bdi className="truncate" title={`${name} · ${entry.user.id}`}>
        {name}
      </bdi>
    </span>
  );
}

export const Outcome = ({ success }: { readonly success: boolean }) =>
  success ? (
    <Badge icon={CircleCheck}>Done</Badge>
  ) : (
    <Badge tone="red" icon={CircleSlash}>
      Refused
    </Badge>
  );

const organizationColumn: Column<LogEntry> = {
  id: 'organization',
  header: 'Organization',
  min: 120,
  cell: ({ organization }) => (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={organization.id} name={organization.name} kind="organization" size={16} />
      <span className="truncate">{organization.name}</span>
    </span>
  ),
};

interface ColumnOptions {
  readonly organizations: boolean;
  readonly narrow: boolean;
  readonly names: AuditNames;
}

/** When, who, what, on what, from where, and what came of it. */
export function auditColumns(options: ColumnOptions) {
  const all: readonly Column<LogEntry>[] = [
    { id: 'when', header: 'When', width: 120, cell: ({ timestamp }) => <RelativeTime time={timestamp} /> },
    { id: 'who', header: 'Who', min: 128, cell: (entry) => <Who entry={entry} /> },
    ...(options.organizations ? [organizationColumn] : []),
    {
      id: 'what',
      header: 'What',
      min: 168,
      grow: 2,
      cell: ({ description }) => (
        <span className="truncate" title={description}>
          {description}
        </span>
      ),
    },
    {
      id: 'target',
      header: 'On',
      min: 120,
      grow: 2,
      cell: (entry) => {
        const text = targetsText(entry, options.names);
        return (
          <bdi className="truncate" title={text}>
            {text}
          </bdi>
        );
      },
    },
    {
      id: 'where',
      header: 'From',
      width: 112,
      cell: ({ source_ip }) => (
        <span className="truncate font-mono text-xs" title={source_ip}>
          {source_ip}
        </span>
      ),
    },
    { id: 'outcome', header: 'Outcome', width: 104, cell: ({ success }) => <Outcome success={success} /> },
  ];
  return options.narrow ? all.filter(({ id }) => ['when', 'who', 'what', 'outcome'].includes(id)) : all;
}

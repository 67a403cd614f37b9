import { Lock } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useOrganization, useOrganizations, useOrgId } from '../../lib/current.ts';
import { useAddress } from '../../lib/use-address.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { type AuditAddress, auditAddress } from './audit-address.ts';
import { AuditFilters } from './audit-filters.tsx';
import { idsAsNames, useAuditNames } from './audit-names.ts';
import { toQuery } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { SavedViewsMenu } from './saved-views-menu.tsx';
import { TamperBadge, TamperBanner } from './tamper-check.tsx';
import { useAllLogs } from './use-all-logs.ts';
import { useAuditLog } from './use-audit-log.ts';

interface BarProps {
  readonly org: string | null;
  readonly address: AuditAddress;
  readonly onChange: (changes: AuditAddress) => void;
  readonly actions?: ReactNode;
}

function FilterBar({ org, address, onChange, actions }: BarProps) {
  // Another question closes the answer.
  const ask = (changes: AuditAddress) => onChange({ ...changes, entry: undefined });
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-3 border-line border-b px-4 py-1.5">
      <AuditFilters {...{ org, address }} onChange={ask} />
      <span className="ml-auto flex shrink-0 items-center gap-2">
        <SavedViewsMenu address={address} onChoose={ask} />
        {actions}
      </span>
    </div>
  );
}

/** Who did what in the organization, when, from where, and what came of it. */
export function AuditPage() {
  const org = useOrgId();
  const name = useOrganization()?.name ?? org;
  return (
    <Gate action="view_audit_log" what="the entries of the audit log">
      <AuditOf key={org} id={org} name={name} />
    </Gate>
  );
}

function AuditOf({ id, name }: { readonly id: string; readonly name: string }) {
  const [address, onChange] = useAddress(auditAddress);
  const query = useMemo(() => toQuery(address), [address]);
  const organizations = useMemo(() => [{ id, name }], [id, name]);
  const log = useAuditLog({ id, name }, query);
  const names = useAuditNames(id);
  return (
    <>
      <TamperBanner org={id} />
      <FilterBar
        org={id}
        {...{ address, onChange }}
        actions={
          <>
            <TamperBadge org={id} />
            <ExportMenu org={id} query={query} />
          </>
        }
      />
      <AuditTable
        {...{ log, names, address, onChange }}
        organizations={organizations}
        filtered={Object.keys(query).length > 0}
      />
    </>
  );
}

/** The logs of every organization that shows them to me, as one. */
export function AllAuditPage() {
  const { organizations, complete } = useOrganizations();
  const [address, onChange] = useAddress(auditAddress);
  const query = useMemo(() => toQuery({ ...address, app: undefined, team: undefined }), [address]);
  const mine = useMemo(
    () => organizations.filter(({ abilities }) => abilities.view_audit_log).map(({ id, name }) => ({ id, name })),
    [organizations],
  );
  const log = useAllLogs(mine, query);
  if (complete && mine.length === 0)
    return (
      <EmptyState
        icon={Lock}
        title="No organization shows you its audit log"
        text="Where you are an admin, its log appears here, together with all others."
      />
    );
  return (
    <>
      <FilterBar org={null} {...{ address, onChange }} />
      <AuditTable
        {...{ log, address, onChange }}
        organizations={mine}
        names={idsAsNames}
        filtered={Object.keys(query).length > 0}
      />
    </>
  );
}

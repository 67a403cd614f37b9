import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { exactTime, plural } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Outcome } from './audit-columns.tsx';
import type { AuditNames } from './audit-names.ts';
import { type EntryDetails, entryDetails } from './entry-details.ts';
import type { LogEntry } from './log-entry.ts';
import { namedTargets, targetKind } from './target-text.ts';

interface AuditPanelProps {
  readonly entry: LogEntry;
  readonly names: AuditNames;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="border-line border-b py-3 last:border-b-0">
    <dt className="mb-1 text-muted text-xs">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

const List = ({ values }: { readonly values: readonly string[] }) => (
  <ul className="flex flex-col gap-1">
    {values.map((value, index) => (
      <li key={index}>{value}</li>
    ))}
  </ul>
);

function Changes({ changes }: Pick<EntryDetails, 'changes'>) {
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">Changed fields</caption>
      <thead>
        <tr className="text-muted text-xs">
          <th scope="col" className="w-1/3 pb-1 font-normal">
            Field
          </th>
          <th scope="col" className="pb-1 font-normal">
            Before
          </th>
          <th scope="col" className="pb-1 font-normal">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-line border-t align-top">
            <th scope="row" className="break-words py-1.5 pr-2 font-normal text-muted">
              {field}
            </th>
            <td className="break-words py-1.5 pr-2">{before}</td>
            <td className="break-words py-1.5 font-medium">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface OpeningsProps {
  readonly openings: NonNullable<EntryDetails['openings']>;
  readonly names: AuditNames;
}

function Openings({ openings, names }: OpeningsProps) {
  return (
    <div className="rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber-text">
      <p className="flex items-center gap-1.5 font-medium">
        <ShieldAlert aria-hidden size={15} className="shrink-0" />
        Opened a silo in {plural(openings.count, 'case')}
      </p>
      <ul className="mt-1">
        {openings.listed.slice(0, 20).map(({ user_id, app_id, silo_ids }) => (
          <li key={`${user_id} ${app_id}`} className="break-words">
            {names('user', user_id)} can reach {names('app', app_id)} now (silo{' '}
            {silo_ids.map((id) => names('silo', id)).join(', ')})
          </li>
        ))}
      </ul>
    </div>
  );
}

function Targets({ entry, names }: Pick<AuditPanelProps, 'entry' | 'names'>) {
  const targets = namedTargets(entry, names);
  if (targets.length === 0) return <span className="text-muted">Nothing in particular</span>;
  return (
    <ul>
      {targets.map(({ kind, id, label }) => (
        <li key={`${kind} ${id}`} className="break-words">
          <span className="text-muted">{targetKind(kind)}</span> <bdi>{label}</bdi>
          {/* The id of an invitation tells nobody anything. */}
          {label !== id && kind !== 'invitation' && <span className="text-muted"> ({id})</span>}
        </li>
      ))}
    </ul>
  );
}

/** One entry of the log: targets, each changed field with before and after, and where it came from. */
export function AuditPanel({ entry, names, onClose, onPrevious, onNext }: AuditPanelProps) {
  const { changes, facts, openings } = entryDetails(entry, names);
  const who = entry.user === null ? 'Steward' : personName(entry.user);
  return (
    <Panel title={entry.description} subtitle={exactTime(entry.timestamp)} {...{ onClose, onPrevious, onNext }}>
      {openings !== undefined && openings.count > 0 && <Openings openings={openings} names={names} />}
      <dl className="-mt-3">
        <Fact name="Outcome">
          <Outcome success={entry.success} />
        </Fact>
        <Fact name="Who">
          {who}
          {entry.user !== null && <span className="text-muted"> ({entry.user.id})</span>}
        </Fact>
        <Fact name="On">
          <Targets entry={entry} names={names} />
        </Fact>
        {changes.length > 0 && (
          <Fact name="Changed">
            <Changes changes={changes} />
          </Fact>
        )}
        {facts.map(({ name, values }) => (
          <Fact key={name} name={name.charAt(0).toUpperCase() + name.slice(1)}>
            {values.length === 1 ? values[0] : <List values={values} />}
          </Fact>
        ))}
        <Fact name="Organization">{entry.organization.name}</Fact>
        <Fact name="From address">
          <code className="font-mono text-xs">{entry.source_ip}</code>
        </Fact>
        <Fact name="Request">
          <CopyField label="request id" text={entry.req_id} />
        </Fact>
        <Fact name="Place in the log">{entry.seq}</Fact>
      </dl>
    </Panel>
  );
}

import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { personName } from '../../lib/person-name.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

import { NotShown, Section } from './section.tsx';

type Change = OrganizationHome['latest_changes'][number];

function ChangeRow({ change }: { readonly change: Change }) {
  return (
    <li className="flex min-h-8 items-baseline gap-4 py-1">
      <span className="min-w-0 flex-1 break-words">
        <span className="font-medium">{change.user === null ? 'Steward' : personName(change.user)}</span>{' '}
        {change.summary || change.description}
        {!change.success && <span className="text-red-text"> (refused)</span>}
      </span>
      <span className="shrink-0 text-muted">
        <RelativeTime time={change.timestamp} />
      </span>
    </li>
  );
}

/** Who did what last, newest first. */
export function LatestChanges({ home }: { readonly home: OrganizationHome }) {
  const { organization, latest_changes: changes } = home;
  return (
    <Section title="Latest changes">
      {organization.abilities.view_audit_log !== true ? (
        <NotShown>Only admins see who changed what in this organization.</NotShown>
      ) : changes.length === 0 ? (
        <p className="text-muted">Nothing has changed yet.</p>
      ) : (
        <ul className="divide-y divide-line">
          {changes.map((change) => (
            <ChangeRow key={`${change.timestamp} ${change.operation} ${change.summary}`} change={change} />
          ))}
        </ul>
      )}
    </Section>
  );
}

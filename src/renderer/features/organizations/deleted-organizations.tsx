import type { Organization } from '../../../contract/api/organizations.ts';
import { RESTORE_DAYS } from '../../../contract/permissions.ts';
import { exactTime, plural, toMillis } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { useConnection } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { useDeletedOrganizations, useRestore } from './use-deleted-organizations.ts';

const DAY_MS = 86_400_000;

/** Until when a deletion can be undone, in milliseconds since 1970. */
const restorableUntil = ({ deleted_at }: Organization): number => toMillis(deleted_at ?? 0) + RESTORE_DAYS * DAY_MS;

function Row({ organization }: { organization: Organization }) {
  const { restore, isPending } = useRestore();
  const now = useNow();
  const offline = useConnection().state === 'offline';
  const until = restorableUntil(organization);
  return (
    <li className="flex items-center gap-3 py-2">
      <Avatar id={organization.id} name={organization.name} image={organization.image} kind="organization" size={24} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{organization.name}</bdi>
        </p>
        <p className="text-muted text-xs" title={exactTime(until)}>
          {plural(Math.max(1, Math.ceil((until - now) / DAY_MS)), 'day')} left to restore it
        </p>
      </div>
      <Button
        aria-label={`Restore ${organization.name}`}
        loading={isPending}
        disabled={offline}
        onClick={() => void restore(organization)}
      >
        Restore
      </Button>
    </li>
  );
}

/** What was deleted lately and can come back; nothing where there is none. */
export function DeletedOrganizations() {
  const deleted = useDeletedOrganizations();
  if (deleted.length === 0) return null;
  return (
    <section aria-labelledby="deleted-organizations" className="shrink-0 border-line border-t px-6 py-4">
      <h2 id="deleted-organizations" className="font-semibold text-base">
        Deleted organizations
      </h2>
      <ul className="mt-1 max-w-2xl divide-y divide-line">
        {deleted.map((organization) => (
          <Row key={organization.id} organization={organization} />
        ))}
      </ul>
    </section>
  );
}

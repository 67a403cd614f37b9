import { plural } from '../../lib/format.ts';
import { readOpenings, useSiloOpenings } from '../../lib/openings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAccessNames } from './use-access-names.ts';

const LISTED = 100;

/** After a change that opened something a silo kept closed: to whom, and what. It is in the audit log as well. */
export function SiloOpeningsDialog() {
  const told = useSiloOpenings((state) => state.told);
  const names = useAccessNames(told?.org ?? '', told !== null);
  if (told === null) return null;
  const { count, listed } = told.openings;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && readOpenings()}
      title="This change opened what silos kept closed"
      description={`${plural(count, 'opening')}, each one app to one person. The audit log has them as well.`}
      footer={
        <Button variant="primary" onClick={readOpenings}>
          Close
        </Button>
      }
    >
      <ul className="divide-y divide-line">
        {listed.slice(0, LISTED).map(({ user_id, app_id, silo_ids }) => (
          <li key={`${user_id} ${app_id}`} className="break-words py-1.5">
            <bdi className="font-medium">{names.person(user_id)}</bdi> now reaches{' '}
            <bdi className="font-medium">{names.app(app_id)}</bdi>
            <span className="text-muted"> (silo {silo_ids.map(names.silo).join(', ')})</span>
          </li>
        ))}
      </ul>
      {count > Math.min(LISTED, listed.length) && (
        <p className="mt-2 text-muted">and {plural(count - Math.min(LISTED, listed.length), 'other')}</p>
      )}
    </Dialog>
  );
}

import { isFinished, type Job } from '../../../contract/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { countsText } from './counts.ts';

/** Offboardings that were begun, those that are not complete first. */
export function JobList({ jobs, onOpen }: { readonly jobs: readonly Job[]; readonly onOpen: (id: string) => void }) {
  if (jobs.length === 0) return null;
  const sorted = jobs.toSorted((one, other) => Number(isFinished(one)) - Number(isFinished(other)));
  return (
    <section aria-label="Begun before" className="rounded-lg border border-line">
      <h3 className="border-line border-b px-4 py-2 font-medium">Begun before</h3>
      <ul>
        {sorted.map((job) => (
          <li key={job.id} className="flex items-center gap-4 border-line border-t px-4 py-2 first:border-t-0">
            <div className="min-w-0 flex-1">
              <p className="truncate" title={job.title}>
                {job.title}
              </p>
              <p className="text-muted text-xs">
                {countsText(job)} · <RelativeTime time={job.created_at} />
              </p>
            </div>
            <Button size="sm" onClick={() => onOpen(job.id)} aria-label={`Open: ${job.title}`}>
              {isFinished(job) ? 'Show receipt' : 'Go on'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

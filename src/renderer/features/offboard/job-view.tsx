import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle, Play, Save, Trash2 } from 'lucide-react';
import { isFinished, type Job, type JobItem } from '../../../contract/jobs.ts';
import { invoke } from '../../lib/bridge.ts';
import { cx } from '../../lib/cx.ts';
import { errorSentence } from '../../lib/format.ts';
import { dropJob, takeJob } from '../../lib/jobs.ts';
import { saveText } from '../../lib/save-file.ts';
import { useTask } from '../../lib/use-task.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { countsText } from './counts.ts';
import { jobCsv, outcomeOf } from './receipt.ts';

const MARKS = {
  done: { icon: CircleCheck, className: 'text-green-text' },
  failed: { icon: CircleAlert, className: 'text-red-text' },
  sent: { icon: LoaderCircle, className: 'text-blue-text' },
  waiting: { icon: CircleDashed, className: 'text-muted' },
} as const;

function ItemRow({ item }: { readonly item: JobItem }) {
  const { icon: Icon, className } = MARKS[item.state];
  return (
    <li className="flex gap-2 py-1">
      <Icon aria-hidden size={15} className={cx('mt-0.5 shrink-0', className)} />
      <div className="min-w-0 flex-1 break-words">
        {item.label}
        {item.error !== null && (
          <p className="text-red-text text-xs" data-selectable>
            {errorSentence(item.error)} {item.error.req_id && <span className="font-mono">{item.error.req_id}</span>}
          </p>
        )}
      </div>
      <span className={cx('shrink-0 text-xs leading-5', className)}>{outcomeOf(item)}</span>
    </li>
  );
}

function Buttons({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const task = useTask();
  const act = (method: 'jobs.resume' | 'jobs.stop') => () =>
    void task.run(async () => takeJob(await invoke(method, { id: job.id })));
  const forget = () =>
    void task.run(async () => {
      await invoke('jobs.forget', { id: job.id });
      dropJob(job.id);
      onClose();
    });
  if (job.running)
    return (
      <Button loading={task.busy} onClick={act('jobs.stop')}>
        Stop after this step
      </Button>
    );
  return (
    <>
      {task.error !== null && <InlineError error={task.error} />}
      <Button variant="ghost" icon={Trash2} loading={task.busy} onClick={forget}>
        Forget
      </Button>
      <Button icon={Save} onClick={() => void saveText('offboarding-receipt.csv', jobCsv(job))}>
        Save receipt…
      </Button>
      {!isFinished(job) && (
        <Button variant="primary" icon={Play} loading={task.busy} onClick={act('jobs.resume')}>
          Resume
        </Button>
      )}
    </>
  );
}

/** How far an offboarding has come, what became of each step, and how to go on. */
export function JobView({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { title, groups, items, remarks, running, kept } = job;
  const done = items.filter(({ state }) => state === 'done').length;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <h2 className="break-words font-semibold text-lg">{title}</h2>
        <progress className="h-1 w-full accent-accent" max={items.length} value={done} aria-label="Steps done" />
        <p role="status">
          {countsText(job)}
          {running ? '…' : isFinished(job) ? '. Nothing is left to do.' : '. Resume does only what is missing.'}
        </p>
        {job.problem !== null && <InlineError error={job.problem} advise={false} />}
        {!kept && (
          <p className="text-muted text-xs">
            Without a keychain this is kept in memory only: save the receipt before Steward ends.
          </p>
        )}
      </div>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.label} className="rounded-lg border border-line px-4 py-2">
          <h3 className="font-medium">
            <bdi>{group.label}</bdi>
          </h3>
          <ul>
            {items
              .filter(({ group_id }) => group_id === group.id)
              .map((item) => (
                <ItemRow key={item.id} item={item} />
              ))}
          </ul>
        </section>
      ))}
      {remarks.length > 0 && (
        <section aria-label="Not tried" className="rounded-lg border border-line px-4 py-2">
          <h3 className="font-medium">Not tried</h3>
          <ul className="space-y-1">
            {remarks.map(({ label, text }) => (
              <li key={`${label} ${text}`} className="break-words">
                <bdi>{label}</bdi>: <span className="text-muted">{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Buttons job={job} onClose={onClose} />
      </div>
    </div>
  );
}

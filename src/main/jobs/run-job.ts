import type { Job, JobItem, JobRoute } from '../../contract/jobs.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import { clock as mainClock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';

interface RunOptions {
  readonly job: Job;
  readonly api: Pick<ApiClient, 'call'>;
  /** Keeps and tells it; waits until it is on disk. */
  readonly save: (job: Job) => Promise<void>;
  readonly stopped: () => boolean;
  readonly clock?: Pick<Clock, 'timestamp'>;
}

/** Calls that answer "is none of these" by naming the record in the body: there is nothing left to take away. */
const ENDS: ReadonlySet<JobRoute> = new Set([
  'collaborators.remove',
  'invitations.cancel',
  'member_tokens.withdraw',
  'members.remove',
]);

/** Whether a refusal says that what was wanted is so already. */
function wasSo({ route }: JobItem, error: Failure): boolean {
  const { name, details = [] } = error.error;
  // Without a field of the body it is the organization or the app that is not there: that says nothing of the person.
  return name === 'not_found' && ENDS.has(route) && details.some(({ field }) => field.startsWith('body.'));
}

async function attempt(item: JobItem, { api, clock = mainClock }: RunOptions): Promise<JobItem> {
  const { account_id, route, input, id } = item;
  try {
    await api.call({ account_id, route, input, from: 'network', idempotency_key: id });
    return { ...item, state: 'done', error: null, at: clock.timestamp(), was_so: false };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (wasSo(item, error)) return { ...item, state: 'done', error: null, at: clock.timestamp(), was_so: true };
    return { ...item, state: 'failed', error: error.error, at: clock.timestamp() };
  }
}

/**
 * Does what is not done yet, group by group. An item is noted as sent before it is sent, so that after a crash it is
 * known to be in doubt, and as done before the next one begins. Answers the job as it is then. Throws where it cannot be
 * kept: nothing is done that would be forgotten.
 */
export async function runJob(options: RunOptions): Promise<Job> {
  const { save, stopped } = options;
  let current = options.job;
  const put = async (item: JobItem) => {
    current = { ...current, items: current.items.map((one) => (one.id === item.id ? item : one)) };
    await save(current);
  };
  for (const group of current.groups) {
    for (const { id } of current.items.filter(({ group_id }) => group_id === group.id)) {
      const item = current.items.find((one) => one.id === id);
      if (item === undefined || item.state === 'done') continue;
      if (stopped()) return current;
      await put({ ...item, state: 'sent', error: null });
      const after = await attempt(item, options);
      await put(after);
      if (after.state !== 'done') break;
    }
  }
  return current;
}

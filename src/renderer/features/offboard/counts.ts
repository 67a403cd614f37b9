import type { Job, JobItem } from '../../../contract/jobs.ts';
import { plural } from '../../lib/format.ts';

/** "3 done, 1 failed, 2 waiting". */
export function countsText({ items }: Job): string {
  const count = (of: (item: JobItem) => boolean) => items.filter(of).length;
  const failed = count(({ state }) => state === 'failed');
  const waiting = count(({ state }) => state === 'waiting' || state === 'sent');
  return [
    `${count(({ state }) => state === 'done')} of ${plural(items.length, 'step')} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ].join(', ');
}

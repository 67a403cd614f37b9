import Papa from 'papaparse';
import type { Job, JobItem } from '../../../contract/jobs.ts';

/** What became of an item, in words. */
export function outcomeOf({ state, was_so, error }: JobItem): string {
  if (state === 'done') return was_so ? 'Done (was so already)' : 'Done';
  if (state === 'sent') return 'Under way';
  if (state === 'waiting') return 'Waiting';
  return error?.name === 'offline' || error?.name === 'timeout' ? 'Failed: not reached' : 'Failed';
}

/** What was done of a job, what was not, and what was not tried, as CSV that is safe to open in a spreadsheet. */
export function jobCsv({ title, groups, items, remarks }: Job): string {
  const labels = new Map(groups.map(({ id, label }) => [id, label]));
  const rows = [
    ...items.map((item) => ({
      about: title,
      organization: labels.get(item.group_id) ?? item.group_id,
      step: item.label,
      outcome: outcomeOf(item),
      at: item.at ?? '',
      reason: item.error?.message ?? '',
      request_id: item.error?.req_id ?? '',
    })),
    ...remarks.map(({ label, text }) => ({
      about: title,
      organization: label,
      step: '',
      outcome: 'Not tried',
      at: '',
      reason: text,
      request_id: '',
    })),
  ];
  return Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' });
}

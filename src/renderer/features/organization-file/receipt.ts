import Papa from 'papaparse';
import type { StepOutcome, StepResult } from '../../../contract/organization-file/apply.ts';

export const OUTCOMES: Readonly<Record<StepOutcome, string>> = {
  done: 'Done',
  conflict: 'Changed by somebody else, nothing overwritten',
  failed: 'Failed',
  waiting: 'Not applied',
};

/** What was done of a plan and what was not, as CSV that is safe to open in a spreadsheet. */
export function receiptCsv(org: string, file: string, results: readonly StepResult[], at: string): string {
  const rows = results.map(({ step, outcome, error }) => ({
    organization: org,
    file,
    at,
    change: step.title,
    details: step.details.join('; '),
    outcome: OUTCOMES[outcome],
    reason: error?.message ?? '',
    request_id: error?.req_id ?? '',
  }));
  return Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' });
}

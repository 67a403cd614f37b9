import { invoke, toAppError } from '../../../lib/bridge.ts';
import { fetchInBrowser } from '../../../lib/save-file.ts';
import { toast } from '../../../ui/toast.tsx';

type Act = 'cancel' | 'resume' | 'discard';

const FAILED: Record<Act, string> = {
  cancel: 'The list was not cancelled',
  resume: 'The list was not resumed',
  discard: 'The list was not discarded',
};

/** Tells main what to do with a list; says so where it did not. */
export async function actOnJob(act: Act, jobId: string): Promise<void> {
  try {
    await invoke(`invite_jobs.${act}`, { job_id: jobId });
  } catch (thrown) {
    toast.error(FAILED[act], toAppError(thrown));
  }
}

/** Saves what became of each address as CSV. */
export async function saveResults(jobId: string, org: string): Promise<void> {
  const name = `${org}-invitations.csv`;
  try {
    const saved = await invoke('invite_jobs.save', { job_id: jobId, suggested_name: name });
    if (!saved.saved) return;
    if (saved.link !== undefined) fetchInBrowser(saved.link);
    toast.success(`Saved ${name}`);
  } catch (thrown) {
    toast.error(`Could not save ${name}`, toAppError(thrown));
  }
}

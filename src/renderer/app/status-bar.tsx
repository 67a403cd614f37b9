import { useIsFetching } from '@tanstack/react-query';
import { useInviteJobs } from '../features/invitations/jobs/invite-jobs.ts';
import { clockTime, exactTime } from '../lib/format.ts';
import { later } from '../lib/later.tsx';
import { usePageInfo } from '../lib/page.ts';
import { useAppState, useConnection } from '../lib/session.ts';

const JobStatus = later(async () => (await import('../features/invitations/jobs/job-status.tsx')).JobStatus);

function useConnectionText(): { text: string; title: string | undefined } {
  const { state, latency_ms, last_answer_at } = useConnection();
  const asOf = usePageInfo((info) => info.asOf) ?? last_answer_at;
  const synced = asOf === null ? null : `${state === 'offline' ? 'As of' : 'Synced'} ${clockTime(asOf)}`;
  const server: Record<typeof state, string | null> = {
    offline: 'offline',
    starting: 'starting the workspace…',
    online: latency_ms === null ? null : `server ${Math.round(latency_ms)} ms`,
    unknown: null,
  };
  return {
    text: [synced, server[state]].filter(Boolean).join(' · '),
    title: asOf === null ? undefined : exactTime(asOf),
  };
}

export function StatusBar() {
  const { text, title } = useConnectionText();
  const count = usePageInfo((info) => info.count);
  const session = useAppState()?.keychain === 'session';
  const fetching = useIsFetching() > 0;
  return (
    <footer className="flex h-6 shrink-0 items-center gap-3 border-line border-t bg-side px-4 text-muted text-xs">
      <span title={title} className="truncate">
        {text}
      </span>
      {fetching && <span className="skeleton">Loading…</span>}
      <JobStatus when={useInviteJobs(({ jobs }) => jobs !== null && jobs.length > 0)} />
      {session && <span className="truncate">Signed in for this session only</span>}
      <span className="ml-auto shrink-0">{count}</span>
    </footer>
  );
}

import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useRoute } from '../../lib/api.ts';
import { exactTime, formatNumber } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

const useVerification = (org: string) => useRoute('audit.verify', { params: { user_id: org } });

const STATES = {
  intact: ['green', ShieldCheck, 'Intact'],
  unanchored: ['amber', ShieldQuestion, 'Intact, not anchored'],
  altered: ['red', ShieldAlert, 'Altered'],
} as const satisfies Record<string, readonly [Tone, typeof ShieldCheck, string]>;

const MEANING = {
  intact:
    'Every entry carries the fingerprint of the one before, up to the last one, whose fingerprint is kept elsewhere.',
  unanchored:
    'Every entry carries the fingerprint of the one before. The server keeps no copy of the last one elsewhere.',
  altered: 'An entry is not what was written.',
} as const;

/** Whether the log is whole, in a word; the tooltip says what was checked and when. */
export function TamperBadge({ org }: { readonly org: string }) {
  const { data, isFetching, refetch } = useVerification(org);
  if (data === undefined) return null;
  const { state, entries_count, checked_at } = data.verification;
  const [tone, icon, word] = STATES[state];
  const text = `${MEANING[state]} Checked ${formatNumber(entries_count)} entries on ${exactTime(checked_at)}. Press to check again.`;
  return (
    <Tooltip text={text}>
      <button
        type="button"
        aria-label={`${word}. ${text}`}
        disabled={isFetching}
        onClick={refetch}
        className="rounded-sm"
      >
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      </button>
    </Tooltip>
  );
}

/** Says loudly which entry is not what was written. */
export function TamperBanner({ org }: { readonly org: string }) {
  const { data, isFetching, refetch } = useVerification(org);
  const problem = data?.verification.problem;
  if (!problem) return null;
  return (
    <Banner
      tone="red"
      icon={ShieldAlert}
      actions={
        <Button size="sm" loading={isFetching} onClick={refetch}>
          Check again
        </Button>
      }
    >
      This log is not what was written: {problem.message} (entry {formatNumber(problem.seq)}). Compare it with a backup.
    </Banner>
  );
}

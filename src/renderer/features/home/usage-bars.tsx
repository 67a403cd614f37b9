import { isLevel } from '../../../contract/vocabulary.ts';
import { formatCompact, formatNumber, formatPercent } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { NoValue } from '../../ui/no-value.tsx';
import { Sparkbars } from '../../ui/sparkbars.tsx';
import { categoryName } from './category-name.ts';
import { type CategoryUsage, monthName, summarizeUsage, type UsageSummary } from './usage-months.ts';

/** How the latest month compares, or a dash with the reason. */
function Change({ change, reason }: Pick<UsageSummary, 'change' | 'reason'>) {
  if (change !== null)
    return (
      <span className="block text-muted text-xs" title={change.days}>
        {formatPercent(change.share * 100, 'change')} {change.versus}
      </span>
    );
  if (reason === undefined) return null;
  return (
    <span className="block text-xs">
      <NoValue reason={reason} />
    </span>
  );
}

interface LatestProps {
  readonly usage: CategoryUsage;
  readonly summary: UsageSummary;
}

/** The latest month in figures, and what it compares to. */
const Latest = ({ usage: { unit }, summary: { latest, when, change, reason } }: LatestProps) => (
  <span className="min-w-0 text-right">
    <span className="block" title={`${formatNumber(latest)} ${unit}`}>
      <span className="font-semibold text-lg">{formatCompact(latest)}</span>{' '}
      <span className="text-muted">
        {unit} {when}
      </span>
    </span>
    <Change {...{ change, reason }} />
  </span>
);

function Category({ usage }: { readonly usage: CategoryUsage }) {
  const summary = summarizeUsage(usage, useNow());
  const name = categoryName(usage.category);
  const level = isLevel(usage.category);
  return (
    <li className="grid grid-cols-[6rem_minmax(9rem,1fr)_13.5rem] items-center gap-5 py-2.5">
      <span className="truncate font-medium">{name}</span>
      <Sparkbars
        label={`${name}, ${usage.unit} ${level ? 'at the end of each month' : 'per month'}`}
        height={36}
        lastIsPartial={summary.running && !level}
        bars={usage.months.map(({ month, quantity }) => ({ label: monthName(month, 'short'), value: quantity }))}
      />
      <Latest usage={usage} summary={summary} />
    </li>
  );
}

/** Six small bars for each category, with the latest month in figures. */
export function UsageBars({ usage }: { readonly usage: readonly CategoryUsage[] }) {
  return (
    <ul className="divide-y divide-line">
      {usage.map((one) => (
        <Category key={one.category} usage={one} />
      ))}
    </ul>
  );
}

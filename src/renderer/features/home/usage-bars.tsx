import { formatCompact, formatNumber, formatPercent } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { Sparkbars } from '../../ui/sparkbars.tsx';
import { categoryName } from './category-name.ts';
import { type CategoryUsage, monthName, summarizeUsage, type UsageSummary } from './usage-months.ts';

const signed = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

const changeText = ({ change, share }: UsageSummary) =>
  share === null ? signed.format(change) : formatPercent(share * 100, 'change');

interface LatestProps {
  readonly usage: CategoryUsage;
  readonly summary: UsageSummary;
}

/** The latest month in figures, and what it compares to. */
function Latest({ usage, summary }: LatestProps) {
  const latest = usage.months.at(-1);
  const before = usage.months.at(-2);
  return (
    <span className="min-w-0 text-right">
      <span className="block" title={`${formatNumber(summary.latest)} ${usage.unit}`}>
        <span className="font-semibold text-lg">{formatCompact(summary.latest)}</span>{' '}
        <span className="text-muted">
          {usage.unit}
          {latest !== undefined && ` in ${monthName(latest.month, 'short')}${summary.running ? ' so far' : ''}`}
        </span>
      </span>
      {before !== undefined && (
        <span className="block text-muted text-xs">
          {changeText(summary)} against {summary.running && 'all of '}
          {monthName(before.month, 'short')}
        </span>
      )}
    </span>
  );
}

function Category({ usage }: { readonly usage: CategoryUsage }) {
  const summary = summarizeUsage(usage, useNow());
  const name = categoryName(usage.category);
  return (
    <li className="grid grid-cols-[6rem_minmax(9rem,1fr)_13.5rem] items-center gap-5 py-2.5">
      <span className="truncate font-medium">{name}</span>
      <Sparkbars
        label={`${name}, ${usage.unit} per month`}
        height={36}
        lastIsPartial={summary.running}
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

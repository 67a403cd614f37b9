import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { addDays, dayOf, firstDay } from '../../../contract/calendar.ts';
import { isLevel } from '../../../contract/vocabulary.ts';
import { comparedText, comparesFrom, nothingBefore, versus } from '../costs/comparison.ts';
import { dayLong, markText } from '../costs/period.ts';

export type CategoryUsage = OrganizationHome['usage'][number];

export interface UsageSummary {
  readonly latest: number;
  /** "in Dec so far", or of a level "now". */
  readonly when: string;
  /** Beside the month before: the change as a share, what it compares to, and the days in full. */
  readonly change: { readonly share: number; readonly versus: string; readonly days: string } | null;
  /** Why there is no change to show; undefined where an older server does not say what compares. */
  readonly reason: string | undefined;
  /** The latest month is not over. */
  readonly running: boolean;
}

const monthAt = (time: number): string => dayOf(time).slice(0, 7);

/** Why a month that has just begun is compared with nothing; undefined from its second day on. */
export function justBegan(month: string, now: number): string | undefined {
  const first = firstDay(month.slice(0, 7));
  return dayOf(now) === first ? comparesFrom(addDays(first, 1)) : undefined;
}

function changeOf({ category, compared, previous }: CategoryUsage): UsageSummary['change'] {
  if (!compared || !previous || previous.quantity === 0) return null;
  const share = (compared.quantity - previous.quantity) / previous.quantity;
  const days = { compared, earlier: previous };
  return isLevel(category)
    ? {
        share,
        versus: `vs. ${markText(previous.from)}`,
        days: `${dayLong(compared.from)} vs. ${dayLong(previous.from)}.`,
      }
    : { share, versus: versus(days), days: comparedText(days) };
}

function reasonOf({ category, compared, previous }: CategoryUsage, month: string, now: number): string | undefined {
  if (compared === undefined) return undefined;
  if (previous) return nothingBefore(previous);
  if (isLevel(category)) return 'Nothing was metered in the month before.';
  return justBegan(month, now) ?? 'There is nothing to compare with.';
}

/** The latest month of a category and how it compares. Months come oldest first. */
export function summarizeUsage(usage: CategoryUsage, now: number): UsageSummary {
  const last = usage.months.at(-1);
  const month = last?.month ?? monthAt(now);
  const running = month.slice(0, 7) === monthAt(now);
  const change = changeOf(usage);
  const inMonth = `in ${monthName(month, 'short')}${running ? ' so far' : ''}`;
  return {
    latest: last?.quantity ?? 0,
    when: isLevel(usage.category) ? (running ? 'now' : `at the end of ${monthName(month, 'short')}`) : inMonth,
    change,
    reason: change === null ? reasonOf(usage, month, now) : undefined,
    running,
  };
}

/** "2026-11" as "Nov" or "November 2026", without a time zone moving it to another month. */
export function monthName(month: string, style: 'short' | 'long'): string {
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return month;
  return date.toLocaleDateString('en', {
    timeZone: 'UTC',
    month: style,
    ...(style === 'long' ? { year: 'numeric' } : {}),
  });
}

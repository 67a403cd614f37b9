import type { OrganizationHome } from '../../../contract/api/organizations.ts';

export type CategoryUsage = OrganizationHome['usage'][number];

export interface UsageSummary {
  readonly latest: number;
  /** Change against the month before: absolute, and as a share where the month before was not zero. */
  readonly change: number;
  readonly share: number | null;
  /** The latest month is still going on, so that it compares to a whole month only with care. */
  readonly running: boolean;
  readonly empty: boolean;
}

const monthOf = (time: number) => new Date(time).toISOString().slice(0, 7);

/** The latest month of a category and how it compares. Months come oldest first. */
export function summarizeUsage(usage: CategoryUsage, now: number): UsageSummary {
  const last = usage.months.at(-1);
  const before = usage.months.at(-2)?.quantity ?? 0;
  const latest = last?.quantity ?? 0;
  const change = latest - before;
  return {
    latest,
    change,
    share: before === 0 ? null : change / before,
    running: last !== undefined && last.month.slice(0, 7) === monthOf(now),
    empty: usage.months.every(({ quantity }) => quantity === 0),
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

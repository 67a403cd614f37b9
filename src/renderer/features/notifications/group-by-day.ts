import { byLocale } from '../../lib/locale.ts';

export interface Day<T> {
  /** "Today", "Yesterday" or "Monday 17 November". */
  readonly name: string;
  readonly rows: readonly T[];
}

const nameOf = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
);
const withYear = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
);

/** How many midnights lie between the two, in the zone of the machine. */
function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (midnight(now) - midnight(at)) / 86_400_000;
}

function dayName(time: string, now: number): string {
  const [at, today] = [new Date(time), new Date(now)];
  const days = daysBetween(at, today);
  // A server's clock may be a little ahead of this machine's.
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (at.getFullYear() === today.getFullYear() ? nameOf : withYear)().format(at);
}

/** Rows that come newest first, by the day on which they came where the reader is. */
export function groupByDay<T extends { readonly created_at: string }>(rows: readonly T[], now: number): Day<T>[] {
  const days = new Map<string, T[]>();
  for (const row of rows) {
    const name = dayName(row.created_at, now);
    const day = days.get(name);
    if (day === undefined) days.set(name, [row]);
    else day.push(row);
  }
  return [...days].map(([name, found]) => ({ name, rows: found }));
}

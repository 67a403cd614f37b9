/** Days and months are texts in UTC, `2026-11-24` and `2026-11`: they compare, and no time zone touches them. */
import { firstDay, lastDay } from '../../contract/calendar.ts';

export {
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  lastDay,
  listDays,
  monthOf,
} from '../../contract/calendar.ts';

/** 0 for Sunday. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The first and the last day of a month. */
export const periodOf = (month: string): { from: string; to: string } => ({
  from: firstDay(month),
  to: lastDay(month),
});

const NAMES = 'January February March April May June July August September October November December'.split(' ');

/** `November 2026`. */
export const monthName = (month: string): string => `${NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

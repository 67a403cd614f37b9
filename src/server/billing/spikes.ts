import { median } from './forecast.ts';
import { addDays, listDays, weekday } from './months.ts';

export interface Spike {
  readonly day: string;
  readonly cost: number;
  readonly typical: number;
  readonly score: number;
}

/** The customary bound for a modified z-score (Iglewicz and Hoaglin, 1993). */
const BOUND = 3.5;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL = 1.4826;
const WINDOW_DAYS = 28;
const AT_LEAST = 5;
/** Days that hardly differ would make every cent a spike: a tenth of a usual day is the least deviation. */
const LEAST_SHARE = 0.1;

const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** Days between `from` and `to` that cost far more than working days, or weekend days, of the four weeks before. */
export function findSpikes(history: ReadonlyMap<string, number>, from: string, to: string): Spike[] {
  const [first] = [...history.keys()].sort();
  if (first === undefined) return [];
  return listDays(from, to).flatMap((day) => {
    const cost = history.get(day) ?? 0;
    const like = listDays(addDays(day, -WINDOW_DAYS), addDays(day, -1))
      .filter((one) => one >= first && isWeekend(one) === isWeekend(day))
      .map((one) => history.get(one) ?? 0);
    if (like.length < AT_LEAST) return [];
    const typical = median(like);
    const spread = median(like.map((value) => Math.abs(value - typical))) * NORMAL;
    const scale = Math.max(spread, typical * LEAST_SHARE);
    if (scale === 0) return [];
    const score = Math.round(((cost - typical) / scale) * 10) / 10;
    return score >= BOUND ? [{ day, cost, typical, score }] : [];
  });
}

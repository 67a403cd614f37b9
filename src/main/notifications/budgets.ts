import { z } from 'zod';
import type { Matter } from './pending.ts';

const basis = z.enum(['actual', 'forecast']);

/** What a warning needs of a budget; whatever else its route answers is left alone. */
const budget = z.object({
  id: z.string(),
  name: z.string(),
  month: z.string(),
  thresholds: z.array(z.object({ percent: z.number(), basis })),
  /** Of the amount, in per cent. */
  spent_percent: z.number(),
  forecast_percent: z.number(),
});
type Budget = z.infer<typeof budget>;
const answer = z.object({ budgets: z.array(budget) });

const percentText = (percent: number) => `${Math.floor(percent)} %`;

/** The highest level of one kind that a budget has reached, or undefined. */
function reached({ thresholds, spent_percent, forecast_percent }: Budget, of: z.infer<typeof basis>) {
  const now = of === 'actual' ? spent_percent : forecast_percent;
  const levels = thresholds.filter((level) => level.basis === of && level.percent <= now).map(({ percent }) => percent);
  return levels.length === 0 ? undefined : { level: Math.max(...levels), now };
}

/** Budgets that have reached a level, or are expected to. The next level, and a new month, are news again. */
export function budgetMatters(data: unknown, organization: { id: string; name: string; path: string }): Matter[] {
  const parsed = answer.safeParse(data);
  if (!parsed.success) return [];
  return parsed.data.budgets.flatMap((each) => {
    const matter = (of: 'actual' | 'forecast', title: string, body: string): Matter[] => {
      const { level } = reached(each, of) ?? {};
      if (level === undefined) return [];
      const id = `budget:${organization.id}:${each.id}:${each.month}:${of}:${level}`;
      return [{ id, kind: 'budgets', title: `${organization.name}: ${title}`, body, path: organization.path }];
    };
    const spent = matter(
      'actual',
      `${each.name} is at ${percentText(each.spent_percent)}`,
      each.spent_percent >= 100 ? 'The budget is used up.' : 'Look at what costs, before the budget is used up.',
    );
    // What is used up already need not be expected any more.
    if (each.spent_percent >= 100) return spent;
    const expected = `${each.name} is expected to reach ${percentText(each.forecast_percent)}`;
    return [...spent, ...matter('forecast', expected, 'The month will cost more than planned.')];
  });
}

import { z } from 'zod';
import type { Matter } from './pending.ts';

/** What a warning needs of a budget; whatever else its route answers is left alone. */
const answer = z.object({
  budgets: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      /** The highest level that was reached, such as 80 (per cent); null or absent while none was. */
      reached_percent: z.number().nullable().optional(),
      period: z.string().optional(),
    }),
  ),
});

/** Budgets that have reached a level. One that reaches the next level, or does so in a new month, is news again. */
export function budgetMatters(data: unknown, organization: { id: string; name: string; path: string }): Matter[] {
  const parsed = answer.safeParse(data);
  if (!parsed.success) return [];
  return parsed.data.budgets.flatMap(({ id, name = 'A budget', reached_percent: reached, period = '' }) =>
    reached == null
      ? []
      : [
          {
            id: `budget:${organization.id}:${id}:${period}:${reached}`,
            kind: 'budgets' as const,
            title: `${organization.name}: ${name} is at ${reached} %`,
            body: reached >= 100 ? 'It is used up.' : 'Look at what costs, before it is used up.',
            path: organization.path,
          },
        ],
  );
}
